package care.chevet.scheduling.postgres;

import static care.chevet.postgres.Columns.column;

import care.chevet.problem.Outcome;
import care.chevet.problem.Refusal;
import care.chevet.scheduling.Equipment;
import care.chevet.scheduling.Equipments;
import io.r2dbc.spi.Readable;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Component
final class PostgresEquipments implements Equipments {

  private final DatabaseClient database;

  PostgresEquipments(DatabaseClient database) {
    this.database = database;
  }

  private static String table(Equipment.Kind kind) {
    return switch (kind) {
      case DEVICE_KIT -> "device_kit";
      case ROOM -> "care_room";
    };
  }

  @Override
  public Flux<Equipment> of(UUID careHome, Equipment.Kind kind) {
    return database
        .sql("select * from " + table(kind) + " where care_home = $1 order by retired, name")
        .bind(0, careHome)
        .map(PostgresEquipments::equipment)
        .all();
  }

  @Override
  public Mono<Outcome<Equipment>> add(Equipment.Kind kind, Equipment added) {
    return outcome(
        database
            .sql(
                "insert into "
                    + table(kind)
                    + " (id, care_home, name, retired) values ($1, $2, $3, $4) returning *")
            .bind(0, added.id())
            .bind(1, added.careHome())
            .bind(2, added.name())
            .bind(3, added.retired())
            .map(PostgresEquipments::equipment)
            .one());
  }

  @Override
  public Mono<Outcome<Equipment>> change(Equipment.Kind kind, Equipment changed) {
    return outcome(
        database
            .sql(
                "update "
                    + table(kind)
                    + " set name = $3, retired = $4 where id = $1 and care_home = $2 returning *")
            .bind(0, changed.id())
            .bind(1, changed.careHome())
            .bind(2, changed.name())
            .bind(3, changed.retired())
            .map(PostgresEquipments::equipment)
            .one());
  }

  private static Mono<Outcome<Equipment>> outcome(Mono<Equipment> written) {
    return written
        .map(Outcome::done)
        .defaultIfEmpty(Outcome.refused(Refusal.notFound("not_found")))
        .onErrorReturn(
            DuplicateKeyException.class, Outcome.refused(Refusal.conflict("name_taken")));
  }

  private static Equipment equipment(Readable row) {
    return new Equipment(
        column(row, "id", UUID.class),
        column(row, "care_home", UUID.class),
        column(row, "name", String.class),
        column(row, "retired", Boolean.class));
  }
}
