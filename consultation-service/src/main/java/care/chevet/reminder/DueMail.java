package care.chevet.reminder;

import java.time.ZoneId;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A mail whose time has come, and all that is needed to write it.
 *
 * @param kind {@code made}, {@code moved}, {@code cancelled} or {@code reminder}
 * @param attempts how often it has been tried, this time included
 * @param address null if the directory has lost it since
 */
public record DueMail(
    UUID id,
    String kind,
    int attempts,
    @Nullable String address,
    Locale locale,
    ZoneId zone,
    Meeting meeting) {}
