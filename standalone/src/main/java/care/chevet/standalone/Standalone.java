package care.chevet.standalone;

import care.chevet.standalone.audit.AuditVerification;
import care.chevet.standalone.settings.CannotStart;
import care.chevet.standalone.settings.DataFolder;
import care.chevet.standalone.settings.Settings;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** The program behind {@code ./chevet up}: starts the whole system and stays until told to stop. */
public final class Standalone {

  private static final int EXIT_FAULT = 1;
  private static final int EXIT_REFUSED = 2;

  private Standalone() {}

  public static void main(String[] arguments) throws InterruptedException {
    try {
      if (arguments.length > 0 && arguments[0].equals("audit")) {
        var verification = AuditVerification.parse(List.of(arguments).subList(1, arguments.length));
        System.exit(verification.run() ? 0 : EXIT_FAULT);
      }
      Settings settings = Settings.parse(List.of(arguments));
      run(settings);
    } catch (CannotStart e) {
      System.err.println(e.getMessage());
      System.exit(EXIT_REFUSED);
    } catch (RuntimeException e) {
      // Uncaught, it would end this thread and leave the process half started.
      e.printStackTrace();
      System.exit(EXIT_FAULT);
    }
  }

  private static void run(Settings settings) throws InterruptedException {
    // Before the first logger is made: the log's place is in the data folder.
    System.setProperty("chevet.logs", settings.data().resolve("logs").toString());
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
    try (DataFolder data = DataFolder.open(settings.data())) {
      RunningSystem system = new RunningSystem(settings, data);
      CountDownLatch stopped = new CountDownLatch(1);
      Runtime.getRuntime()
          .addShutdownHook(
              new Thread(
                  () -> {
                    system.stop();
                    stopped.countDown();
                  },
                  "stop"));
      settings.parent().ifPresent(Standalone::endWith);
      try {
        system.start();
      } catch (RuntimeException e) {
        // Whatever fails because it is being stopped needs no message.
        if (!system.isStopping()) {
          throw e;
        }
      }
      stopped.await();
    }
  }

  /** Ends this process when the script that started it is gone, even by a kill. */
  private static void endWith(long parent) {
    ProcessHandle.of(parent)
        .ifPresentOrElse(
            script -> {
              var _ = script.onExit().thenRun(() -> System.exit(0));
            },
            () -> System.exit(0));
  }
}
