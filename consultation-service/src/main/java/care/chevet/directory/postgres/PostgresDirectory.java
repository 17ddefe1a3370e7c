package care.chevet.directory.postgres;

import static care.chevet.postgres.Columns.column;

import care.chevet.directory.CareHome;
import care.chevet.directory.Directory;
import care.chevet.directory.Hospital;
import care.chevet.directory.Person;
import care.chevet.directory.Role;
import care.chevet.directory.Specialty;
import io.r2dbc.spi.Readable;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Component
final class PostgresDirectory implements Directory {
  private static final String PERSON =
      """
      select p.*,
        array(select care_home from nurse_care_home where nurse = p.id) as care_homes,
        array(select specialty from physician_specialty where physician = p.id order by rank, specialty)
          as specialties
      from person p
      """;

  private final DatabaseClient database;

  PostgresDirectory(DatabaseClient database) {
    this.database = database;
  }

  @Override
  public Mono<Person> personBySubject(String subject) {
    return database
        .sql(PERSON + "where p.subject = :subject")
        .bind("subject", subject)
        .map(PostgresDirectory::readPerson)
        .one();
  }

  @Override
  public Mono<Person> person(UUID id) {
    return database
        .sql(PERSON + "where p.id = :id")
        .bind("id", id)
        .map(PostgresDirectory::readPerson)
        .one();
  }

  @Override
  public Flux<Person> people(Collection<UUID> ids) {
    return database
        .sql(PERSON + "where p.id = any(:ids)")
        .bind("ids", ids.toArray(UUID[]::new))
        .map(PostgresDirectory::readPerson)
        .all();
  }

  @Override
  public Flux<Person> physicians(Specialty specialty) {
    return database
        .sql(
            PERSON
                + """
                where p.role = 'physician'
                  and p.id in (select physician from physician_specialty where specialty = :specialty)
                order by p.family_name, p.given_name, p.id
                """)
        .bind("specialty", specialty.code())
        .map(PostgresDirectory::readPerson)
        .all();
  }

  @Override
  public Flux<Person> nursesOf(UUID careHome) {
    return database
        .sql(
            PERSON
                + """
                where p.id in (select nurse from nurse_care_home where care_home = :careHome)
                order by p.family_name, p.given_name, p.id
                """)
        .bind("careHome", careHome)
        .map(PostgresDirectory::readPerson)
        .all();
  }

  @Override
  public Mono<CareHome> careHome(UUID id) {
    return database
        .sql("select * from care_home where id = :id")
        .bind("id", id)
        .map(PostgresDirectory::readCareHome)
        .one();
  }

  @Override
  public Flux<CareHome> careHomes(Collection<UUID> ids) {
    return database
        .sql("select * from care_home where id = any(:ids) order by name")
        .bind("ids", ids.toArray(UUID[]::new))
        .map(PostgresDirectory::readCareHome)
        .all();
  }

  @Override
  public Flux<Hospital> hospitalsOf(UUID careHome) {
    return database
        .sql(
            """
            select h.* from hospital h
            join care_home_hospital c on c.hospital = h.id
            where c.care_home = :careHome
            order by h.finess
            """)
        .bind("careHome", careHome)
        .map(PostgresDirectory::readHospital)
        .all();
  }

  @Override
  public Mono<Hospital> hospitalByFiness(String finess) {
    return database
        .sql("select * from hospital where finess = :finess")
        .bind("finess", finess)
        .map(PostgresDirectory::readHospital)
        .one();
  }

  private static Person readPerson(Readable row) {
    return new Person(
        column(row, "id", UUID.class),
        column(row, "subject", String.class),
        Role.of(column(row, "role", String.class)),
        column(row, "display_name", String.class),
        column(row, "family_name", String.class),
        column(row, "given_name", String.class),
        row.get("rpps", String.class),
        Locale.forLanguageTag(column(row, "locale", String.class)),
        ZoneId.of(column(row, "zone", String.class)),
        Set.of(column(row, "care_homes", UUID[].class)),
        specialties(column(row, "specialties", String[].class)));
  }

  private static Set<Specialty> specialties(String[] codes) {
    return Arrays.stream(codes)
        .map(Specialty::of)
        .flatMap(Optional::stream)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static CareHome readCareHome(Readable row) {
    return new CareHome(
        column(row, "id", UUID.class),
        column(row, "name", String.class),
        column(row, "finess", String.class),
        ZoneId.of(column(row, "zone", String.class)),
        column(row, "territory", UUID.class));
  }

  private static Hospital readHospital(Readable row) {
    return new Hospital(
        column(row, "id", UUID.class),
        column(row, "name", String.class),
        column(row, "finess", String.class));
  }
}
