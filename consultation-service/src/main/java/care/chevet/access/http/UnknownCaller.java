package care.chevet.access.http;

import care.chevet.problem.Refusal;
import care.chevet.problem.http.RefusedException;

/** Ends a request before its controller, because the caller is not one it is for. */
final class UnknownCaller extends RefusedException {
  UnknownCaller(String code) {
    super(Refusal.forbidden(code));
  }
}
