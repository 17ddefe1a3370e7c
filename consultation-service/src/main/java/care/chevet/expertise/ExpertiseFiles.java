package care.chevet.expertise;

import care.chevet.bedside.Checklists;
import care.chevet.bedside.Gathered;
import care.chevet.bedside.Gatherings;
import care.chevet.bedside.Vital;
import care.chevet.bedside.Vitals;
import care.chevet.consultation.Preparation;
import care.chevet.directory.CareHome;
import care.chevet.directory.Directory;
import care.chevet.directory.Person;
import care.chevet.resident.Resident;
import care.chevet.resident.Residents;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Gathers whole files of expertises: one question per kind of thing, however many there are. */
public final class ExpertiseFiles {
  private final Expertises expertises;
  private final Vitals vitals;
  private final Gatherings gatherings;
  private final Checklists checklists;
  private final Directory directory;
  private final Residents residents;

  public ExpertiseFiles(
      Expertises expertises,
      Vitals vitals,
      Gatherings gatherings,
      Checklists checklists,
      Directory directory,
      Residents residents) {
    this.expertises = expertises;
    this.vitals = vitals;
    this.gatherings = gatherings;
    this.checklists = checklists;
    this.directory = directory;
    this.residents = residents;
  }

  public Mono<ExpertiseFile> of(UUID id) {
    return expertises.byId(id).flatMap(file -> of(List.of(file))).map(List::getFirst);
  }

  /** In the order given. */
  public Mono<List<ExpertiseFile>> of(Flux<OnFile> files) {
    return files.collectList().flatMap(this::of);
  }

  private record Bedside(Map<UUID, List<Vital>> vitals, Map<UUID, Gathered> gathered) {}

  private record Places(Map<UUID, Resident> residents, Map<UUID, CareHome> careHomes) {}

  private Mono<List<ExpertiseFile>> of(List<OnFile> files) {
    if (files.isEmpty()) {
      return Mono.just(List.of());
    }
    var dossiers = each(files, Asked::dossier);
    var bedside =
        vitals
            .of(dossiers)
            .zipWhen(_ -> gatherings.of(dossiers))
            .map(found -> new Bedside(found.getT1(), found.getT2()));
    var places =
        residents
            .byIds(each(files, Asked::resident))
            .collectMap(Resident::id)
            .zipWhen(
                _ -> directory.careHomes(each(files, Asked::careHome)).collectMap(CareHome::id))
            .map(found -> new Places(found.getT1(), found.getT2()));
    var named = files.stream().flatMap(file -> named(file).stream()).collect(Collectors.toSet());
    // One after the other: inside a transaction they share one connection.
    return bedside.flatMap(gathered ->
        places.flatMap(found ->
            directory
                .people(named)
                .collectMap(Person::id)
                .map(people ->
                    files.stream().map(file -> whole(file, gathered, found, people)).toList())));
  }

  private ExpertiseFile whole(
      OnFile file, Bedside bedside, Places places, Map<UUID, Person> people) {
    var asked = file.expertise().asked();
    var measured = bedside.vitals().getOrDefault(asked.dossier(), List.of());
    var gathered = bedside.gathered().getOrDefault(asked.dossier(), Gathered.NOTHING);
    return new ExpertiseFile(
        file,
        Objects.requireNonNull(places.residents().get(asked.resident())),
        Objects.requireNonNull(places.careHomes().get(asked.careHome())),
        people,
        measured,
        new Preparation(
            gathered.answers(),
            checklists.of(asked.specialty()).missing(gathered, measured, asked.at()),
            gathered.waivers().get(asked.specialty())));
  }

  private static Set<UUID> each(Collection<OnFile> files, Function<Asked, UUID> id) {
    return files.stream()
        .map(file -> id.apply(file.expertise().asked()))
        .collect(Collectors.toSet());
  }

  private static Set<UUID> named(OnFile file) {
    var named = new HashSet<UUID>();
    named.add(file.expertise().asked().nurse());
    file.expertise().expert().ifPresent(named::add);
    named.addAll(file.expertise().course().tried());
    file.messages().forEach(message -> named.add(message.by()));
    return named;
  }
}
