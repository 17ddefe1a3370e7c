package care.chevet.fhir.facade.booking.postgres;

import care.chevet.fhir.facade.booking.Offer;
import care.chevet.fhir.facade.booking.Offers;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

@Component
final class PostgresOffers implements Offers {

  /** Of those that nothing has come of, one hospital's; the ones soonest to expire go first. */
  private static final int OPEN_MAX = 10_000;

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;

  PostgresOffers(JdbcClient jdbc, TransactionTemplate transaction) {
    this.jdbc = jdbc;
    this.transaction = transaction;
  }

  @Override
  public void keep(String hospital, List<Offer> offers, Instant now, Instant until) {
    transaction.executeWithoutResult(_ -> {
      forget(hospital, now);
      insert(hospital, offers, until);
    });
  }

  private void forget(String hospital, Instant now) {
    var _ =
        jdbc.sql(
                """
                DELETE FROM booking_offer WHERE expires_at <= :now OR id IN (
                  SELECT id FROM booking_offer WHERE hospital = :hospital AND NOT taken
                  ORDER BY expires_at DESC OFFSET :most)
                """)
            .param("hospital", hospital)
            .param("now", Timestamp.from(now))
            .param("most", OPEN_MAX)
            .update();
  }

  private void insert(String hospital, List<Offer> offers, Instant until) {
    var list = JsonMapper.shared().createArrayNode();
    for (var offer : offers) {
      list.addObject()
          .put("id", offer.id().toString())
          .put("patient", offer.patient())
          .put("resident", offer.resident())
          .put("physician", offer.time().physician().toString())
          .put("physician_name", offer.time().physicianName())
          .put("specialty", offer.specialty())
          .put("starts_at", offer.time().start().toString())
          .put("ends_at", offer.time().end().toString());
    }
    var _ =
        jdbc.sql(
                """
                INSERT INTO booking_offer (id, hospital, patient, resident, physician, physician_name,
                  specialty, starts_at, ends_at, expires_at)
                SELECT o.id, :hospital, o.patient, o.resident, o.physician, o.physician_name,
                  o.specialty, o.starts_at, o.ends_at, :until
                FROM jsonb_to_recordset(CAST(:offers AS jsonb)) AS o(
                  id uuid, patient text, resident text, physician uuid, physician_name text,
                  specialty text, starts_at timestamptz, ends_at timestamptz)
                """)
            .param("hospital", hospital)
            .param("offers", list.toString())
            .param("until", Timestamp.from(until))
            .update();
  }

  @Override
  public Optional<Offer> byId(String hospital, UUID id, Instant now) {
    return jdbc.sql(
            "SELECT * FROM booking_offer WHERE hospital = :hospital AND id = :id AND expires_at > :now")
        .param("hospital", hospital)
        .param("id", id)
        .param("now", Timestamp.from(now))
        .query((row, _) -> offer(row))
        .optional();
  }

  @Override
  public void taken(UUID id, Instant until) {
    var _ =
        jdbc.sql("UPDATE booking_offer SET taken = true, expires_at = :until WHERE id = :id")
            .param("id", id)
            .param("until", Timestamp.from(until))
            .update();
  }

  private static Offer offer(ResultSet row) throws SQLException {
    return new Offer(
        row.getObject("id", UUID.class),
        row.getString("hospital"),
        row.getString("patient"),
        row.getString("resident"),
        row.getString("specialty"),
        new Offer.Time(
            row.getObject("physician", UUID.class),
            row.getString("physician_name"),
            row.getTimestamp("starts_at").toInstant(),
            row.getTimestamp("ends_at").toInstant()));
  }
}
