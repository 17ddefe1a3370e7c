package care.chevet.fhir.resident.postgres;

import care.chevet.fhir.consultation.IdentityStatus;
import care.chevet.fhir.consultation.Ins;
import care.chevet.fhir.consultation.Resident;
import care.chevet.fhir.consultation.Sex;
import care.chevet.fhir.resident.Residents;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
final class PostgresResidents implements Residents {

  private final JdbcClient jdbc;

  PostgresResidents(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public void keep(Resident resident, Instant asOf) {
    var ins = resident.ins();
    var _ =
        jdbc.sql(
                """
                INSERT INTO resident (id, birth_name, birth_given_names, used_name, used_given_name,
                  sex, birth_date, birth_place_insee, ins_oid, ins_value, identity_status, as_of)
                VALUES (:id, :birthName, :givenNames, :usedName, :usedGivenName, :sex, :birthDate,
                  :birthPlace, :oid, :value, :status, :asOf)
                ON CONFLICT (id) DO UPDATE SET
                  birth_name = excluded.birth_name,
                  birth_given_names = excluded.birth_given_names,
                  used_name = excluded.used_name, used_given_name = excluded.used_given_name,
                  sex = excluded.sex, birth_date = excluded.birth_date,
                  birth_place_insee = excluded.birth_place_insee,
                  ins_oid = excluded.ins_oid, ins_value = excluded.ins_value,
                  identity_status = excluded.identity_status, as_of = excluded.as_of
                WHERE resident.as_of <= excluded.as_of
                """)
            .param("id", resident.id())
            .param("birthName", resident.birthName())
            .param("givenNames", resident.birthGivenNames().toArray(String[]::new))
            .param("usedName", resident.usedName())
            .param("usedGivenName", resident.usedGivenName())
            .param("sex", resident.sex().wire())
            .param("birthDate", resident.birthDate())
            .param("birthPlace", resident.birthPlaceInsee())
            .param("oid", ins == null ? null : ins.oid())
            .param("value", ins == null ? null : ins.value())
            .param("status", resident.identityStatus().name())
            .param("asOf", Timestamp.from(asOf))
            .update();
  }

  @Override
  public Optional<Resident> byId(String id) {
    return jdbc.sql("SELECT * FROM resident WHERE id = :id")
        .param("id", id)
        .query((row, _) -> resident(row))
        .optional();
  }

  @Override
  public List<Resident> byInsValue(String matricule) {
    return jdbc.sql("SELECT * FROM resident WHERE ins_value = :value ORDER BY id")
        .param("value", matricule)
        .query((row, _) -> resident(row))
        .list();
  }

  @Override
  public List<Resident> byBirthDate(LocalDate birthDate) {
    return jdbc.sql("SELECT * FROM resident WHERE birth_date = :date ORDER BY id")
        .param("date", birthDate)
        .query((row, _) -> resident(row))
        .list();
  }

  private static Resident resident(ResultSet row) throws SQLException {
    var oid = row.getString("ins_oid");
    return new Resident(
        row.getString("id"),
        row.getString("birth_name"),
        List.of((String[]) row.getArray("birth_given_names").getArray()),
        row.getString("used_name"),
        row.getString("used_given_name"),
        Sex.ofWire(row.getString("sex")),
        row.getObject("birth_date", LocalDate.class),
        row.getString("birth_place_insee"),
        oid == null ? null : new Ins(oid, row.getString("ins_value")),
        IdentityStatus.valueOf(row.getString("identity_status")));
  }
}
