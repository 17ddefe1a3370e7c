package care.chevet.scheduling.postgres;

import static care.chevet.postgres.Columns.column;

import care.chevet.scheduling.Languages;
import io.r2dbc.spi.Readable;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

@Component
final class PostgresLanguages implements Languages {

  private final DatabaseClient database;

  PostgresLanguages(DatabaseClient database) {
    this.database = database;
  }

  @Override
  public Mono<List<String>> of(UUID physician) {
    return database
        .sql(
            """
            select array(
              select language from physician_language where physician = p.id order by language)
              as languages
            from person p where id = $1 and role = 'physician'
            """)
        .bind(0, physician)
        .map(PostgresLanguages::languages)
        .one();
  }

  @Override
  public Mono<List<String>> write(UUID physician, Collection<String> languages) {
    return database
        .sql(
            """
            with speaker as (select id from person where id = $1 and role = 'physician'),
            forgotten as (
              delete from physician_language l using speaker s
              where l.physician = s.id and l.language <> all ($2)),
            learnt as (
              insert into physician_language
              select s.id, language from speaker s, unnest($2) as language
              on conflict do nothing)
            select array(select distinct language from unnest($2) as language order by language)
              as languages
            from speaker
            """)
        .bind(0, physician)
        .bind(1, languages.toArray(String[]::new))
        .map(PostgresLanguages::languages)
        .one();
  }

  private static List<String> languages(Readable row) {
    return List.of(column(row, "languages", String[].class));
  }
}
