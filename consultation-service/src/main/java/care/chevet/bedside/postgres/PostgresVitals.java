package care.chevet.bedside.postgres;

import static care.chevet.postgres.Columns.column;
import static java.util.Objects.requireNonNull;

import care.chevet.bedside.Measure;
import care.chevet.bedside.Reading;
import care.chevet.bedside.Vital;
import care.chevet.bedside.VitalKind;
import care.chevet.bedside.Vitals;
import io.r2dbc.spi.Readable;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Component
final class PostgresVitals implements Vitals {
  private final DatabaseClient database;

  PostgresVitals(DatabaseClient database) {
    this.database = database;
  }

  @Override
  public Mono<Void> add(UUID dossier, UUID recordedBy, List<Vital> vitals) {
    return Flux.fromIterable(vitals).concatMap(vital -> add(dossier, recordedBy, vital)).then();
  }

  private Mono<Void> add(UUID dossier, UUID recordedBy, Vital vital) {
    var reading = Reading.of(vital);
    var measures = reading.kind().measures();
    var insert =
        database
            .sql(
                """
                insert into vital (id, dossier, kind, measured_at, value, diastolic, recorded_by)
                values (:id, :dossier, :kind, :measuredAt, :value, :diastolic, :recordedBy)
                """)
            .bind("id", vital.id())
            .bind("dossier", dossier)
            .bind("kind", reading.kind().code())
            .bind("measuredAt", vital.measuredAt())
            .bind("value", requireNonNull(reading.values().get(measures.getFirst())))
            .bind("recordedBy", recordedBy);
    var diastolic = reading.values().get(Measure.DIASTOLIC);
    return (diastolic == null
            ? insert.bindNull("diastolic", BigDecimal.class)
            : insert.bind("diastolic", diastolic))
        .then();
  }

  @Override
  public Mono<Map<UUID, List<Vital>>> of(Collection<UUID> dossiers) {
    return database
        .sql(
            """
            select * from vital
            where dossier = any(:dossiers)
            order by measured_at, array_position(:kinds, kind), id
            """)
        .bind("dossiers", dossiers.toArray(UUID[]::new))
        .bind(
            "kinds", Arrays.stream(VitalKind.values()).map(VitalKind::code).toArray(String[]::new))
        .map(row -> Map.entry(column(row, "dossier", UUID.class), vital(row)))
        .all()
        .collectMultimap(Map.Entry::getKey, Map.Entry::getValue)
        .map(PostgresVitals::lists);
  }

  private static Map<UUID, List<Vital>> lists(Map<UUID, Collection<Vital>> found) {
    var lists = new HashMap<UUID, List<Vital>>();
    found.forEach((id, vitals) -> lists.put(id, List.copyOf(vitals)));
    return lists;
  }

  private static Vital vital(Readable row) {
    var kind = VitalKind.parse(column(row, "kind", String.class)).orElseThrow();
    var values = new EnumMap<Measure, BigDecimal>(Measure.class);
    values.put(kind.measures().getFirst(), number(row, "value"));
    if (kind == VitalKind.BLOOD_PRESSURE) {
      values.put(Measure.DIASTOLIC, number(row, "diastolic"));
    }
    return new Reading(kind, column(row, "measured_at", Instant.class), values)
        .typed(column(row, "id", UUID.class));
  }

  /** Without the zeros that the column's scale adds: 37.4, not 37.40. */
  private static BigDecimal number(Readable row, String column) {
    var number = requireNonNull(row.get(column, BigDecimal.class)).stripTrailingZeros();
    return number.scale() < 0 ? number.setScale(0) : number;
  }
}
