package care.chevet.bedside;

import java.math.BigDecimal;

/**
 * A number that an instrument shows, with the bounds outside which it is a typing error rather than
 * a patient.
 *
 * <p>The bounds are wide on purpose: they must never refuse a true reading of a very ill person.
 */
public enum Measure {
  SYSTOLIC("systolicMmHg", 40, 300, 0),
  DIASTOLIC("diastolicMmHg", 20, 200, 0),
  HEART_RATE("beatsPerMinute", 15, 300, 0),
  TEMPERATURE("celsius", 25, 45, 1),
  OXYGEN_SATURATION("percent", 40, 100, 0),
  RESPIRATORY_RATE("breathsPerMinute", 3, 90, 0),
  WEIGHT("kilograms", 15, 350, 1),
  GLUCOSE("milligramsPerDecilitre", 10, 1500, 0);

  private final String field;
  private final BigDecimal least;
  private final BigDecimal greatest;
  private final int decimals;

  Measure(String field, double least, double greatest, int decimals) {
    this.field = field;
    this.least = BigDecimal.valueOf(least);
    this.greatest = BigDecimal.valueOf(greatest);
    this.decimals = decimals;
  }

  /** The name of the number in JSON, its unit included. */
  public String field() {
    return field;
  }

  boolean plausible(BigDecimal value) {
    return value.compareTo(least) >= 0
        && value.compareTo(greatest) <= 0
        && value.stripTrailingZeros().scale() <= decimals;
  }

  String bounds() {
    return least.stripTrailingZeros().toPlainString()
        + "–"
        + greatest.stripTrailingZeros().toPlainString();
  }
}
