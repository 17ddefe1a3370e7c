package care.chevet.fhir.hospital;

import java.io.IOException;
import java.util.Optional;

/** What we show a hospital to be let in, beside a client certificate. */
interface Credentials {

  /** The bearer token of the next call, if we have to show one. */
  Optional<String> bearer() throws IOException, InterruptedException;

  /** Says that the hospital did not accept {@code refused}; true when a fresh one may be tried. */
  boolean forget(String refused);

  /** Nothing, or always the same token. */
  record Unchanging(Optional<String> bearer) implements Credentials {

    @Override
    public boolean forget(String refused) {
      return false;
    }

    @Override
    public String toString() {
      return "Unchanging[***]";
    }
  }
}
