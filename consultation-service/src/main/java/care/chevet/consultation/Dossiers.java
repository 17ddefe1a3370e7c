package care.chevet.consultation;

import static java.util.function.Function.identity;

import care.chevet.bedside.Vital;
import care.chevet.bedside.Vitals;
import care.chevet.directory.CareHome;
import care.chevet.directory.Directory;
import care.chevet.directory.Person;
import care.chevet.resident.Resident;
import care.chevet.resident.Residents;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Gathers whole dossiers: one question per kind of thing, however many consultations. */
public final class Dossiers {
  private final Consultations consultations;
  private final Vitals vitals;
  private final Papers papers;
  private final Directory directory;
  private final Residents residents;

  public Dossiers(
      Consultations consultations,
      Vitals vitals,
      Papers papers,
      Directory directory,
      Residents residents) {
    this.consultations = consultations;
    this.vitals = vitals;
    this.papers = papers;
    this.directory = directory;
    this.residents = residents;
  }

  public Mono<Dossier> of(UUID id) {
    return consultations.byId(id).flatMap(file -> of(List.of(file))).map(List::getFirst);
  }

  /** In the order given. */
  public Mono<List<Dossier>> of(Flux<OnFile> files) {
    return files.collectList().flatMap(this::of);
  }

  private Mono<List<Dossier>> of(List<OnFile> files) {
    if (files.isEmpty()) {
      return Mono.just(List.of());
    }
    var ids = each(files, Consultation::id);
    // One after the other: inside a transaction they share one connection.
    return vitals
        .of(ids)
        .flatMap(vitalsById ->
            papers
                .reports(ids)
                .flatMap(reports ->
                    papers
                        .deliveries(ids)
                        .zipWhen(_ -> papers.sessions(ids))
                        .map(found ->
                            new Contents(vitalsById, reports, found.getT1(), found.getT2()))))
        .zipWhen(_ -> surroundings(files))
        .map(found ->
            files.stream().map(file -> found.getT2().complete(file, found.getT1())).toList());
  }

  private Mono<Surroundings> surroundings(List<OnFile> files) {
    var people =
        files.stream()
            .map(OnFile::consultation)
            .flatMap(
                one -> Stream.concat(Stream.of(one.request().nurse()), one.physician().stream()))
            .collect(Collectors.toSet());
    return byId(residents.byIds(each(files, one -> one.request().resident())), Resident::id)
        .zipWhen(_ ->
            byId(directory.careHomes(each(files, one -> one.request().careHome())), CareHome::id))
        .flatMap(places ->
            byId(directory.people(people), Person::id)
                .map(found -> new Surroundings(places.getT1(), places.getT2(), found)));
  }

  private static Set<UUID> each(Collection<OnFile> files, Function<Consultation, UUID> id) {
    return files.stream().map(OnFile::consultation).map(id).collect(Collectors.toSet());
  }

  private static <T> Mono<Map<UUID, T>> byId(Flux<T> found, Function<T, UUID> id) {
    return found.collectMap(id, identity());
  }

  /** What lies in several files, by consultation. */
  private record Contents(
      Map<UUID, List<Vital>> vitals,
      Map<UUID, ReportOnFile> reports,
      Map<UUID, List<DeliveryOnFile>> deliveries,
      Map<UUID, SessionLog> sessions) {}

  /** The people and places that several dossiers share. */
  private record Surroundings(
      Map<UUID, Resident> residents, Map<UUID, CareHome> careHomes, Map<UUID, Person> people) {

    Dossier complete(OnFile file, Contents contents) {
      var request = file.consultation().request();
      return new Dossier(
          file.consultation(),
          file.version(),
          known(residents, request.resident()),
          known(careHomes, request.careHome()),
          known(people, request.nurse()),
          file.consultation().physician().map(id -> known(people, id)).orElse(null),
          contents.vitals().getOrDefault(request.id(), List.of()),
          contents.reports().get(request.id()),
          contents.deliveries().getOrDefault(request.id(), List.of()),
          contents.sessions().get(request.id()));
    }

    private static <T> T known(Map<UUID, T> found, UUID id) {
      return Objects.requireNonNull(found.get(id), () -> "a foreign key keeps " + id + " there");
    }
  }
}
