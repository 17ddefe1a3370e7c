package care.chevet.fhir.support;

import java.time.Duration;

/**
 * What stands around an adapter: an issuer, a consultation service and a hospital, all real HTTP.
 */
public final class Surroundings implements AutoCloseable {

  public static final Duration SOON = Duration.ofSeconds(20);

  public final TestIssuer issuer = new TestIssuer();
  public final ConsultationServiceDouble service = new ConsultationServiceDouble();
  public final MisbehavingHospital hospital = new MisbehavingHospital();

  /** An adapter that serves the one hospital, on an empty database. */
  public RunningAdapter.Builder adapter() {
    return adapter(Database.fresh());
  }

  public RunningAdapter.Builder adapter(String database) {
    return bare(database)
        .hospital(
            Events.HOSPITAL,
            "Centre hospitalier de la Brenne",
            hospital.address(),
            "hospital-brenne");
  }

  /** An adapter that knows no hospital. */
  public RunningAdapter.Builder bare(String database) {
    return RunningAdapter.builder().database(database).issuer(issuer).service(service);
  }

  @Override
  public void close() {
    hospital.close();
    service.close();
    issuer.close();
  }
}
