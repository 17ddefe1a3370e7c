package care.chevet.fhir.delivery;

import care.chevet.fhir.service.Backoff;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How deliveries are made, {@code chevet.delivery}.
 *
 * @param tenant name of this installation, part of every business identifier: never change it
 * @param workers concurrent lanes per hospital
 * @param lease how long a lane stays ours without a sign of life; longer than a call may take
 * @param callTimeout longest wait for a hospital's answer
 * @param settle pause after a lost answer before the hospital is asked what it holds
 * @param retryFirst bound of the first random wait; it doubles with each attempt
 * @param retryMost greatest bound of a wait
 * @param retryWindow how long a delivery is tried before a person must look
 * @param breakerFirst first pause of an open breaker
 * @param breakerMost longest pause of an open breaker
 * @param recordingBytesMax a picture or sound that is larger is named by its hash alone
 * @param recordingsBytesMax nor are all of one delivery larger together
 */
@Validated
@ConfigurationProperties("chevet.delivery")
record DeliverySettings(
    @NotBlank @DefaultValue("chevet") String tenant,
    @Min(1) @Max(64) @DefaultValue("4") int workers,
    @DefaultValue("60s") Duration lease,
    @DefaultValue("20s") Duration callTimeout,
    @DefaultValue("2s") Duration settle,
    @DefaultValue("1s") Duration retryFirst,
    @DefaultValue("10m") Duration retryMost,
    @DefaultValue("168h") Duration retryWindow,
    @DefaultValue("2s") Duration breakerFirst,
    @DefaultValue("15s") Duration breakerMost,
    @Min(0) @DefaultValue("2000000") long recordingBytesMax,
    @Min(0) @DefaultValue("8000000") long recordingsBytesMax) {

  @AssertTrue(message = "a lease must outlast a call")
  boolean isLeaseLongEnough() {
    return lease.compareTo(callTimeout.plus(callTimeout)) > 0;
  }

  Backoff backoff() {
    return new Backoff(retryFirst, retryMost);
  }
}
