package care.chevet.fhir.facade;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.parser.DataFormatException;
import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;

/**
 * The façade's reading of a body, JSON or XML: a resource or a refusal. As a test it goes through
 * the inputs kept beside it; in the long run it looks for others.
 */
final class WhateverAHospitalSendsTest {

  private static final StrictFhir FHIR = new StrictFhir();

  @FuzzTest(maxDuration = "60s")
  void nothingButARefusalEscapes(FuzzedDataProvider data) {
    var json = data.consumeBoolean();
    var body = data.consumeRemainingAsString();
    var parser = json ? FHIR.get().newJsonParser() : FHIR.get().newXmlParser();
    try {
      assertThat(parser.parseResource(body)).isNotNull();
    } catch (DataFormatException refused) {
      assertThat(refused.getMessage()).doesNotContain("root:x:0");
    }
  }
}
