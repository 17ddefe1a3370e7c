package care.chevet.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives test classes the one running product and the one browser that they share: each is started
 * by the first class that asks for it, and closed after the last. What each class leaves in the
 * logs is gone through for personal data.
 */
final class WholeProduct implements ParameterResolver, AfterAllCallback {

  private static final ExtensionContext.Namespace SHARED =
      ExtensionContext.Namespace.create(WholeProduct.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
    Class<?> type = parameter.getParameter().getType();
    return type == RunningChevet.class || type == Browser.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
    ExtensionContext.Store store = test.getRoot().getStore(SHARED);
    return parameter.getParameter().getType() == Browser.class
        ? store.computeIfAbsent(Browser.class, _ -> new Browser(), Browser.class)
        : store.computeIfAbsent(
            RunningChevet.class, _ -> RunningChevet.start(dataFolder()), RunningChevet.class);
  }

  @Override
  public void afterAll(ExtensionContext test) {
    RunningChevet running =
        test.getRoot().getStore(SHARED).get(RunningChevet.class, RunningChevet.class);
    if (running != null) {
      running.tellsOfNobody();
    }
  }

  /** Under {@code target}, so that the logs of a run that failed can be read after it. */
  private static Path dataFolder() {
    try {
      Path target = Files.createDirectories(Path.of("target"));
      return Files.createTempDirectory(target, "chevet-").toAbsolutePath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
