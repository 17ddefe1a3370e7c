package care.chevet.bench;

import care.chevet.bench.hospitals.FhirBench;
import care.chevet.bench.signaling.SignalingBench;

/** The program behind {@code ./chevet bench NAME}. */
public final class Bench {

  private Bench() {}

  public static void main(String[] arguments) {
    try {
      run(arguments[0]);
    } catch (Exception e) {
      // Threads of a half-built bench would keep the program from ending.
      e.printStackTrace();
      System.exit(1);
    }
  }

  private static void run(String name) throws Exception {
    switch (name) {
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
