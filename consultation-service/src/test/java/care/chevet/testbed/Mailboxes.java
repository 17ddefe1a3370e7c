package care.chevet.testbed;

import com.icegreen.greenmail.configuration.GreenMailConfiguration;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.time.Duration;

/** Mail servers on free ports. */
public final class Mailboxes {
  private static final Duration START_WITHIN = Duration.ofSeconds(30);

  private Mailboxes() {}

  /** One that asks who sends. */
  public static GreenMail guarded() {
    var setup = new ServerSetup(FreePorts.one(), "127.0.0.1", ServerSetup.PROTOCOL_SMTP);
    setup.setServerStartupTimeout(START_WITHIN.toMillis());
    return new GreenMail(setup);
  }

  /** One that takes letters from anybody. */
  public static GreenMail open() {
    return guarded().withConfiguration(new GreenMailConfiguration().withDisabledAuthentication());
  }
}
