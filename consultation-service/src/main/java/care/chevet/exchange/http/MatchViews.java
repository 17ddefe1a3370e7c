package care.chevet.exchange.http;

import static java.util.Comparator.comparing;

import care.chevet.breakglass.Glasses;
import care.chevet.breakglass.Sought;
import care.chevet.directory.CareHome;
import care.chevet.directory.Directory;
import care.chevet.directory.Hospital;
import care.chevet.resident.Resident;
import care.chevet.resident.Residents;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Lays beside each question of the hospitals' side who the residents in it are. */
@Component
final class MatchViews {

  /** Who a resident is, as far as it takes to tell her from another. */
  record ResidentTraits(
      UUID id,
      String birthName,
      List<String> birthGivenNames,
      String usedName,
      String usedGivenName,
      LocalDate birthDate,
      String sex,
      @Nullable String careHome) {

    @Override
    public String toString() {
      return "ResidentTraits[***]";
    }
  }

  /**
   * A question or a ruling.
   *
   * @param traits what the hospital says of its patient, as received
   */
  record MatchView(
      Source hospital,
      String patient,
      @Nullable String outcome,
      @Nullable String reason,
      @Nullable String verdict,
      String at,
      @Nullable JsonNode traits,
      List<ResidentTraits> residents) {}

  record Source(String finess, @Nullable String name) {}

  private final Residents residents;
  private final Glasses glasses;
  private final Directory directory;

  MatchViews(Residents residents, Glasses glasses, Directory directory) {
    this.residents = residents;
    this.glasses = glasses;
    this.directory = directory;
  }

  /** The traits of whoever may be meant. */
  Mono<List<ResidentTraits>> sought(Sought sought) {
    return glasses
        .sought(sought)
        .collectList()
        .flatMap(this::traits)
        .map(found -> found.values().stream().sorted(comparing(ResidentTraits::id)).toList());
  }

  Mono<List<MatchView>> questions(JsonNode answer) {
    return views(answer, "decidedAt");
  }

  Mono<List<MatchView>> rulings(JsonNode answer) {
    return views(answer, "ruledAt");
  }

  private Mono<List<MatchView>> views(JsonNode answer, String at) {
    var ids = new HashSet<UUID>();
    var hospitals = new HashSet<String>();
    for (var item : answer.path("items")) {
      ids.addAll(named(item));
      hospitals.add(item.path("hospital").asString(""));
    }
    return traits(ids)
        .zipWith(names(hospitals))
        .map(known -> {
          var views = new ArrayList<MatchView>();
          for (var item : answer.path("items")) {
            views.add(view(item, at, known.getT1(), known.getT2()));
          }
          return views;
        });
  }

  private static Set<UUID> named(JsonNode item) {
    var ids = new HashSet<UUID>();
    item.path("candidates").forEach(one -> ids.add(UUID.fromString(one.asString(""))));
    if (item.path("resident").isString()) {
      ids.add(UUID.fromString(item.path("resident").asString("")));
    }
    return ids;
  }

  private static MatchView view(
      JsonNode item,
      String at,
      Map<UUID, ResidentTraits> residents,
      Map<String, String> hospitals) {
    var finess = item.path("hospital").asString("");
    return new MatchView(
        new Source(finess, hospitals.get(finess)),
        item.path("patient").asString(""),
        text(item, "outcome"),
        text(item, "reason"),
        text(item, "verdict"),
        item.path(at).asString(""),
        item.path("traits").isObject() ? item.path("traits") : null,
        named(item).stream().sorted().filter(residents::containsKey).map(residents::get).toList());
  }

  private static @Nullable String text(JsonNode item, String name) {
    return item.path(name).isString() ? item.path(name).asString() : null;
  }

  private Mono<Map<UUID, ResidentTraits>> traits(Set<UUID> ids) {
    return residents.byIds(ids).collectList().flatMap(this::traits);
  }

  private Mono<Map<UUID, ResidentTraits>> traits(List<Resident> found) {
    return directory
        .careHomes(found.stream().map(Resident::careHome).distinct().toList())
        .collectMap(CareHome::id, CareHome::name)
        .map(homes -> {
          var all = new HashMap<UUID, ResidentTraits>();
          found.forEach(one -> all.put(one.id(), traits(one, homes.get(one.careHome()))));
          return all;
        });
  }

  private static ResidentTraits traits(Resident one, @Nullable String careHome) {
    return new ResidentTraits(
        one.id(),
        one.birthName(),
        one.birthGivenNames(),
        one.usedName(),
        one.usedGivenName(),
        one.birthDate(),
        one.sex().code(),
        careHome);
  }

  private Mono<Map<String, String>> names(Set<String> finess) {
    return Flux.fromIterable(finess)
        .concatMap(directory::hospitalByFiness)
        .collectMap(Hospital::finess, Hospital::name);
  }
}
