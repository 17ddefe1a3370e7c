package care.chevet.reminder;

import reactor.core.publisher.Mono;

/** Where letters are handed in. */
public interface Post {

  /** What the mail server made of a letter. */
  sealed interface Receipt {
    /** It has taken it. */
    record Taken() implements Receipt {}

    /** Not now. */
    record Busy(String error) implements Receipt {}

    /** Never, as it stands. */
    record Refused(String error) implements Receipt {}
  }

  /** Whether there is a mail server at all. */
  boolean open();

  Mono<Receipt> send(Letter letter);

  /** No mail server is configured. */
  Post CLOSED =
      new Post() {
        @Override
        public boolean open() {
          return false;
        }

        @Override
        public Mono<Receipt> send(Letter letter) {
          return Mono.just(new Receipt.Refused("mail_off"));
        }
      };
}
