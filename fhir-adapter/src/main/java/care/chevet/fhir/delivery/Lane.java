package care.chevet.fhir.delivery;

/**
 * A lane held by this process: all work for one subject at one hospital, in order.
 *
 * @param subject {@code patient:ID}, or {@code directory:IDENTIFIER} for what patients share
 * @param fence grows with every claim; work under an older one is refused by the database
 */
public record Lane(String hospital, String subject, long fence) {

  static String ofPatient(String residentId) {
    return "patient:" + residentId;
  }

  static String ofDirectory(String identifier) {
    return "directory:" + identifier;
  }
}
