package care.chevet.attachment;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What one request says of the bytes it brings.
 *
 * @param offset where in the file they begin
 * @param lengthBytes how many they are, if it says so; negative if not
 * @param checksum what they must add up to, if it says so
 */
public record Portion(UUID upload, int offset, long lengthBytes, @Nullable Checksum checksum) {}
