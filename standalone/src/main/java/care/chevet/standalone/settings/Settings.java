package care.chevet.standalone.settings;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What the command line of {@code ./chevet up} says.
 *
 * @param home the project's root, where the services' jars lie under {@code target/}
 * @param data the folder where everything that lasts is kept
 * @param ports the block of ports that the system listens on
 * @param hospital base URL of a FHIR server that takes the demo hospital's place as recipient
 * @param parent process id of the script that started us; when it ends, so do we
 */
public record Settings(
    Path home, Path data, Ports ports, Optional<URI> hospital, Optional<Long> parent) {

  private static final String USAGE = "usage: ./chevet up [--data DIR] [--port N] [--hospital URL]";

  /** Reads the arguments, or says in one sentence which of them is wrong. */
  public static Settings parse(List<String> arguments) {
    Path home = Path.of(System.getProperty("chevet.home", "."));
    Path data = Path.of(".chevet");
    Ports ports = new Ports(8080);
    Optional<URI> hospital = Optional.empty();
    Optional<Long> parent = Optional.empty();
    var rest = arguments.iterator();
    while (rest.hasNext()) {
      String option = rest.next();
      if (!rest.hasNext()) {
        throw new CannotStart("The option " + option + " needs a value; " + USAGE + ".");
      }
      String value = rest.next();
      switch (option) {
        case "--data" -> data = Path.of(value);
        case "--port" -> ports = new Ports(number(option, value));
        case "--hospital" -> hospital = Optional.of(hospital(value));
        case "--parent" -> parent = Optional.of((long) number(option, value));
        default -> throw new CannotStart("Unknown option " + option + "; " + USAGE + ".");
      }
    }
    return new Settings(
        home.toAbsolutePath().normalize(),
        data.toAbsolutePath().normalize(),
        ports,
        hospital,
        parent);
  }

  private static int number(String option, String value) {
    try {
      return Integer.parseInt(value);
    } catch (NumberFormatException _) {
      throw new CannotStart("The option " + option + " takes a number, not “" + value + "”.");
    }
  }

  private static URI hospital(String value) {
    try {
      URI uri = URI.create(value);
      if (("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
          && uri.getHost() != null) {
        return uri;
      }
    } catch (IllegalArgumentException _) {
      // Said below, with the same sentence as for any other address that is none.
    }
    throw new CannotStart(
        "The option --hospital takes the http(s) address of a FHIR R4 server, not “"
            + value
            + "”.");
  }
}
