package care.chevet.fhir.hl7;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The lines on which HL7 v2 is spoken, {@code chevet.mllp}. MLLP knows no sign-in: who calls on a
 * line's port is that line's hospital, so the port belongs behind its private network.
 *
 * @param listenAddress where the ports are opened
 * @param frameBytesMax longest message taken
 * @param connectionsMax connections of one line held at once
 * @param idle how long a connection may say nothing
 * @param answerWithin longest wait for the answer to a message of ours
 */
@Validated
@ConfigurationProperties("chevet.mllp")
record MllpSettings(
    @DefaultValue List<@Valid Line> lines,
    @NotBlank @DefaultValue("127.0.0.1") String listenAddress,
    @Min(1_000) @DefaultValue("5000000") int frameBytesMax,
    @Min(1) @Max(1_000) @DefaultValue("8") int connectionsMax,
    @DefaultValue("10m") Duration idle,
    @DefaultValue("20s") Duration answerWithin) {

  /**
   * One hospital's line, {@code chevet.mllp.lines[n]}.
   *
   * @param listenPort where its admissions arrive
   * @param sendHost where reports are sent, with {@code sendPort}
   * @param charset of messages that do not say theirs in MSH-18
   */
  record Line(
      @NotBlank String finess,
      @Nullable Integer listenPort,
      @Nullable String sendHost,
      @Nullable Integer sendPort,
      @NotBlank @DefaultValue("UTF-8") String charset) {}
}
