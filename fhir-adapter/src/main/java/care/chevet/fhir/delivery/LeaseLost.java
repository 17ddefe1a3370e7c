package care.chevet.fhir.delivery;

/** Another process holds the lane now: whatever we were doing there is no longer ours to finish. */
public final class LeaseLost extends RuntimeException {

  public LeaseLost(Lane lane) {
    super("lane at " + lane.hospital() + " under fence " + lane.fence() + " is no longer held");
  }
}
