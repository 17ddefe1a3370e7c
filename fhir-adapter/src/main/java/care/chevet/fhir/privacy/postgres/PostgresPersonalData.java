package care.chevet.fhir.privacy.postgres;

import care.chevet.fhir.privacy.PersonalData;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
final class PostgresPersonalData implements PersonalData {

  private final JdbcClient jdbc;

  PostgresPersonalData(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** One row of what there is. */
  private record Section(String name, String data) {}

  @Override
  public Map<String, String> of(String resident) {
    var sections = new LinkedHashMap<String, String>();
    jdbc.sql("SELECT name, data::text AS data FROM resident_data(:resident)")
        .param("resident", resident)
        .query(Section.class)
        .list()
        .forEach(section -> sections.put(section.name(), section.data()));
    return sections;
  }

  @Override
  public void erase(String resident) {
    var _ =
        jdbc.sql("SELECT erase_resident(:resident)")
            .param("resident", resident)
            .query((row, _) -> row.getRow())
            .list();
  }
}
