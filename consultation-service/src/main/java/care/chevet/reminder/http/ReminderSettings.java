package care.chevet.reminder.http;

import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What messages need to know of where they come from.
 *
 * @param publicUrl where people reach the console
 */
@ConfigurationProperties("chevet")
record ReminderSettings(URI publicUrl) {}
