package care.chevet.report.http;

import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What printed documents say of us.
 *
 * @param publicUrl our own address, under which a reader asks whether a document is genuine
 */
@ConfigurationProperties("chevet")
record ReportSettings(URI publicUrl) {

  URI verifyAt() {
    return URI.create(publicUrl.toString().replaceFirst("/$", "") + "/verify");
  }
}
