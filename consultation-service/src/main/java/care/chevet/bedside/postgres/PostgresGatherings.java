package care.chevet.bedside.postgres;

import static care.chevet.postgres.Columns.column;

import care.chevet.bedside.Gathered;
import care.chevet.bedside.Gathered.Piece;
import care.chevet.bedside.Gathered.Waiver;
import care.chevet.bedside.Gatherings;
import care.chevet.directory.Specialty;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Component
final class PostgresGatherings implements Gatherings {
  private final DatabaseClient database;

  PostgresGatherings(DatabaseClient database) {
    this.database = database;
  }

  @Override
  public Mono<Map<UUID, Gathered>> of(Collection<UUID> dossiers) {
    return database
        .sql(
            """
            select dossier, 'answer' as what, code as name, value as text, null as who,
              answered_at as at
            from dossier_answer where dossier = any(:dossiers)
            union all
            select attachment.dossier, 'piece', attachment_upload.kind, '', null, added_at
            from attachment join attachment_upload on attachment_upload.id = attachment.id
            where attachment.dossier = any(:dossiers)
            union all
            select dossier, 'waiver', specialty, reason, display_name, waived_at
            from checklist_waiver join person on person.id = waived_by
            where dossier = any(:dossiers)
            """)
        .bind("dossiers", dossiers.toArray(UUID[]::new))
        .map(Thing::read)
        .all()
        .collectMultimap(Thing::dossier)
        .map(PostgresGatherings::gathered);
  }

  private record Thing(
      UUID dossier, String what, String name, String text, Optional<String> who, Instant at) {
    static Thing read(Readable row) {
      return new Thing(
          column(row, "dossier", UUID.class),
          column(row, "what", String.class),
          column(row, "name", String.class),
          column(row, "text", String.class),
          Optional.ofNullable(row.get("who", String.class)),
          column(row, "at", Instant.class));
    }
  }

  private static Map<UUID, Gathered> gathered(Map<UUID, Collection<Thing>> found) {
    var gathered = new HashMap<UUID, Gathered>();
    found.forEach((dossier, things) -> gathered.put(dossier, gathered(things)));
    return gathered;
  }

  private static Gathered gathered(Collection<Thing> things) {
    var answers = new HashMap<String, String>();
    List<Piece> pieces = new ArrayList<>();
    var waivers = new EnumMap<Specialty, Waiver>(Specialty.class);
    for (var thing : things) {
      switch (thing.what()) {
        case "answer" -> answers.put(thing.name(), thing.text());
        case "piece" -> pieces.add(new Piece(thing.name()));
        default ->
            Specialty.of(thing.name())
                .ifPresent(specialty ->
                    waivers.put(
                        specialty,
                        new Waiver(thing.text(), thing.who().orElseThrow(), thing.at())));
      }
    }
    return new Gathered(answers, pieces, waivers);
  }

  @Override
  public Mono<Void> answer(
      UUID dossier, Map<String, Optional<String>> answers, UUID by, Instant at) {
    return Flux.fromIterable(answers.entrySet())
        .concatMap(one ->
            one.getValue()
                .map(value -> keep(dossier, one.getKey(), value, by, at))
                .orElseGet(() -> takeBack(dossier, one.getKey())))
        .then();
  }

  private Mono<Void> keep(UUID dossier, String code, String value, UUID by, Instant at) {
    return database
        .sql(
            """
            insert into dossier_answer (dossier, code, value, answered_by, answered_at)
            values (:dossier, :code, :value, :by, :at)
            on conflict (dossier, code) do update
            set value = excluded.value, answered_by = excluded.answered_by,
              answered_at = excluded.answered_at
            """)
        .bind("dossier", dossier)
        .bind("code", code)
        .bind("value", value)
        .bind("by", by)
        .bind("at", at)
        .then();
  }

  private Mono<Void> takeBack(UUID dossier, String code) {
    return database
        .sql("delete from dossier_answer where dossier = :dossier and code = :code")
        .bind("dossier", dossier)
        .bind("code", code)
        .then();
  }

  @Override
  public Mono<Void> waive(UUID dossier, Specialty specialty, String reason, UUID by, Instant at) {
    return database
        .sql(
            """
            insert into checklist_waiver (dossier, specialty, reason, waived_by, waived_at)
            values (:dossier, :specialty, :reason, :by, :at)
            on conflict (dossier, specialty) do update
            set reason = excluded.reason, waived_by = excluded.waived_by,
              waived_at = excluded.waived_at
            """)
        .bind("dossier", dossier)
        .bind("specialty", specialty.code())
        .bind("reason", reason)
        .bind("by", by)
        .bind("at", at)
        .then();
  }
}
