package care.chevet.consultation;

import static java.util.function.Function.identity;

import care.chevet.bedside.Checklists;
import care.chevet.bedside.Gathered;
import care.chevet.bedside.Gatherings;
import care.chevet.bedside.Vital;
import care.chevet.bedside.Vitals;
import care.chevet.consultation.Consultation.AtBedside;
import care.chevet.consultation.Consultation.Left;
import care.chevet.directory.CareHome;
import care.chevet.directory.Directory;
import care.chevet.directory.Person;
import care.chevet.resident.Resident;
import care.chevet.resident.Residents;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashSet;
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
  private final Gatherings gatherings;
  private final Checklists checklists;
  private final Papers papers;
  private final Directory directory;
  private final Residents residents;
  private final InstantSource clock;

  public Dossiers(
      Consultations consultations,
      Vitals vitals,
      Gatherings gatherings,
      Checklists checklists,
      Papers papers,
      Directory directory,
      Residents residents,
      InstantSource clock) {
    this.consultations = consultations;
    this.vitals = vitals;
    this.gatherings = gatherings;
    this.checklists = checklists;
    this.papers = papers;
    this.directory = directory;
    this.residents = residents;
    this.clock = clock;
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
    var dossiers = each(files, one -> one.request().dossier());
    // One after the other: inside a transaction they share one connection.
    return bedside(dossiers)
        .flatMap(bedside -> papers(ids).map(found -> new Contents(bedside, found)))
        .zipWhen(_ -> surroundings(files))
        .map(found ->
            files.stream().map(file -> found.getT2().complete(file, found.getT1())).toList());
  }

  private Mono<Bedside> bedside(Set<UUID> dossiers) {
    return vitals
        .of(dossiers)
        .zipWhen(_ -> gatherings.of(dossiers))
        .map(found -> new Bedside(found.getT1(), found.getT2(), checklists, clock.instant()));
  }

  private Mono<Filed> papers(Set<UUID> ids) {
    return papers
        .reports(ids)
        .flatMap(reports ->
            papers
                .deliveries(ids)
                .flatMap(deliveries ->
                    papers
                        .sessions(ids)
                        .flatMap(sessions ->
                            papers
                                .prescriptions(ids)
                                .zipWhen(_ -> papers.guests(ids))
                                .map(found ->
                                    new Filed(
                                        reports,
                                        deliveries,
                                        sessions,
                                        found.getT1(),
                                        found.getT2())))));
  }

  private Mono<Surroundings> surroundings(List<OnFile> files) {
    var people =
        files.stream()
            .map(OnFile::consultation)
            .flatMap(Dossiers::named)
            .collect(Collectors.toSet());
    return byId(residents.byIds(each(files, one -> one.request().resident())), Resident::id)
        .zipWhen(_ ->
            byId(directory.careHomes(each(files, one -> one.request().careHome())), CareHome::id))
        .flatMap(places ->
            byId(directory.people(people), Person::id)
                .map(found -> new Surroundings(places.getT1(), places.getT2(), found)));
  }

  private static Stream<UUID> named(Consultation one) {
    return Stream.of(
            Stream.of(one.request().nurse()), one.physician().stream(), others(one).stream())
        .flatMap(identity());
  }

  private static Set<UUID> others(Consultation one) {
    var others = new HashSet<UUID>();
    one.as(Left.class).ifPresent(left -> others.add(left.act().by()));
    var handOver = one.ties().handOver();
    if (handOver != null) {
      others.add(handOver.to());
    }
    return others;
  }

  private static Set<UUID> each(Collection<OnFile> files, Function<Consultation, UUID> id) {
    return files.stream().map(OnFile::consultation).map(id).collect(Collectors.toSet());
  }

  private static <T> Mono<Map<UUID, T>> byId(Flux<T> found, Function<T, UUID> id) {
    return found.collectMap(id, identity());
  }

  /** What was gathered at the bedside, by dossier. */
  private record Bedside(
      Map<UUID, List<Vital>> vitals,
      Map<UUID, Gathered> gathered,
      Checklists checklists,
      Instant now) {

    List<Vital> vitalsOf(Consultation one) {
      return vitals.getOrDefault(one.request().dossier(), List.of());
    }

    /** Judged as of the bedside, once there: what was enough then stays enough. */
    Preparation preparationOf(Consultation one) {
      var request = one.request();
      var at =
          one.as(AtBedside.class)
              .map(AtBedside::since)
              .orElseGet(() -> one instanceof Left ? one.since() : now);
      var found = gathered.getOrDefault(request.dossier(), Gathered.NOTHING);
      return new Preparation(
          found.answers(),
          checklists.of(request.specialty()).missing(found, vitalsOf(one), at),
          found.waivers().get(request.specialty()));
    }
  }

  /** What lies in several files, by consultation. */
  private record Contents(Bedside bedside, Filed papers) {}

  private record Filed(
      Map<UUID, ReportOnFile> reports,
      Map<UUID, List<DeliveryOnFile>> deliveries,
      Map<UUID, SessionLog> sessions,
      Map<UUID, PrescriptionOnFile> prescriptions,
      Map<UUID, List<GuestOnFile>> guests) {}

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
          contents.bedside().vitalsOf(file.consultation()),
          contents.papers().reports().get(request.id()),
          contents.papers().deliveries().getOrDefault(request.id(), List.of()),
          contents.papers().sessions().get(request.id()),
          contents.papers().prescriptions().get(request.id()),
          contents.papers().guests().getOrDefault(request.id(), List.of()),
          contents.bedside().preparationOf(file.consultation()),
          others(file.consultation()).stream()
              .collect(Collectors.toMap(identity(), id -> known(people, id))));
    }

    private static <T> T known(Map<UUID, T> found, UUID id) {
      return Objects.requireNonNull(found.get(id), () -> "a foreign key keeps " + id + " there");
    }
  }
}
