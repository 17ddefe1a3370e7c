package care.chevet.standalone.process;

/** The question whether a child process does its work now; answers within a few seconds. */
@FunctionalInterface
public interface Readiness {

  boolean isReady();
}
