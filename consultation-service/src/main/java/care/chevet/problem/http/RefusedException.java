package care.chevet.problem.http;

import care.chevet.problem.Refusal;

/**
 * Carries a refusal out of the places before a controller, such as argument resolution, where no
 * value can be returned. Controllers and domain code return refusals as values instead.
 */
public class RefusedException extends RuntimeException {
  private final transient Refusal refusal;

  public RefusedException(Refusal refusal) {
    super(refusal.code(), null, false, false);
    this.refusal = refusal;
  }

  public Refusal refusal() {
    return refusal;
  }
}
