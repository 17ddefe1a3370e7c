package care.chevet.scheduling;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Everyone and everything that a consultation takes the time of, and the care home it is in. */
public record Party(
    UUID physician,
    UUID nurse,
    UUID resident,
    UUID careHome,
    @Nullable UUID deviceKit,
    @Nullable UUID room) {}
