package care.chevet.bench;

import care.chevet.bench.hospitals.FhirBench;
import care.chevet.bench.signaling.SignalingBench;
import java.util.List;

/** The program behind {@code ./chevet bench NAME}. */
public final class Bench {

  private Bench() {}

  public static void main(String[] arguments) throws Exception {
    List<String> rest = List.of(arguments);
    switch (rest.getFirst()) {
      case "booking" -> BookingBench.run();
      case "fhir" -> FhirBench.run();
      case "startup" -> StartupBench.run();
      case "signaling" -> SignalingBench.run();
      case String other -> {
        System.err.println(
            "There is no benchmark " + other + "; there are: booking, fhir, signaling, startup.");
        System.exit(2);
      }
    }
  }
}
