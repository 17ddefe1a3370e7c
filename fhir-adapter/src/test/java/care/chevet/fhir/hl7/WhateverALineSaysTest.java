package care.chevet.fhir.hl7;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.hl7v2.HL7Exception;
import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Frame to message to patient with whatever a line may say: refused or read, nothing else. As a
 * test it goes through the inputs kept beside it; in the long run it looks for others.
 */
final class WhateverALineSaysTest {

  private static final int FRAME_BYTES_MAX = 8_000;

  @FuzzTest(maxDuration = "60s")
  void nothingButARefusalEscapes(FuzzedDataProvider data) {
    try {
      var raw =
          MllpFrames.read(
              new ByteArrayInputStream(data.consumeRemainingAsBytes()), FRAME_BYTES_MAX);
      if (raw.isEmpty()) {
        return;
      }
      assertThat(raw.get().length).isLessThanOrEqualTo(FRAME_BYTES_MAX);
      assertThat(Hl7Text.controlId(raw.get())).isNotNull();
      var message = ReceivingAdmissions.parsed(raw.get(), StandardCharsets.UTF_8);
      var mapper = new AdmissionMapper("990000101");
      var patient = mapper.patient(message);
      assertThat(AdmissionMapper.patientNumber(patient.getIdentifier())).isNotNull();
      assertThat(mapper.mergedAway(message)).hasSizeLessThanOrEqualTo(20);
    } catch (IOException | HL7Exception e) {
      // What cannot be read is refused: that is what these say.
      assertThat(e.getMessage()).isNotEqualTo("");
    }
  }
}
