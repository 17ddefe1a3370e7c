package care.chevet.report.http;

import org.jspecify.annotations.Nullable;

/** Why a signed document is to have a new version. */
record Amendment(@Nullable String reason) {
  String why() {
    return reason == null ? "" : reason;
  }
}
