package care.chevet.consultation;

/**
 * A consultation as it lies in the database.
 *
 * @param version grows by one with every change, of state or of content
 */
public record OnFile(Consultation consultation, long version) {}
