package care.chevet.audit;

/**
 * Where a request comes from. It stands in the reactive context under this class.
 *
 * @param address of the network, in text
 */
public record Origin(String address) {}
