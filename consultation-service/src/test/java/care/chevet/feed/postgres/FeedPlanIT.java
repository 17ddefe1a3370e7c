package care.chevet.feed.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import care.chevet.testbed.Database;
import care.chevet.testbed.Shared;
import org.junit.jupiter.api.Test;

/** How PostgreSQL answers those who wait at the end of a long feed. */
final class FeedPlanIT {

  @Test
  void whoWaitsAtTheEndOfALongFeedDoesNotReadItAll() {
    Database database = Shared.DATABASE;
    database.execute(
        "create schema long_feed",
        "create table long_feed.feed_event (like feed_event including all)",
        """
        insert into long_feed.feed_event (order_xid, type, occurred_at, subject_kind, subject, snapshot)
        select pg_current_xact_id(), 'test.passed', now(), 'test', gen_random_uuid(), '{}'
        from generate_series(1, 20000)
        """,
        "analyze long_feed.feed_event");
    var plan =
        database.rows(
            "explain "
                + PostgresFeedEvents.ANYTHING_AFTER
                    .replace("feed_event", "long_feed.feed_event")
                    .replace(":transaction", "'0'")
                    .replace(":position", "0"));

    assertThat(String.join("\n", plan)).contains("Index").doesNotContain("Seq Scan");
    database.execute("drop schema long_feed cascade");
  }
}
