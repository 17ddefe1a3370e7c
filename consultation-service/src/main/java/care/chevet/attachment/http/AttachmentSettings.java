package care.chevet.attachment.http;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How attachments are kept.
 *
 * @param masterKeyFile the file of master keys: one of 32 bytes a line, in Base64, the one in use
 *     first. Without it the service runs and refuses attachments.
 */
@ConfigurationProperties("chevet.attachments")
record AttachmentSettings(@Nullable Path masterKeyFile) {}
