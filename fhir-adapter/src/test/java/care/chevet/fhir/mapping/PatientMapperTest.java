package care.chevet.fhir.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import care.chevet.fhir.consultation.Establishment;
import care.chevet.fhir.consultation.IdentityStatus;
import care.chevet.fhir.consultation.Ins;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Patient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class PatientMapperTest {

  private static final Establishment HOME = new Establishment("home", "EHPAD", "990000011");

  @Test
  void theMatriculeLeavesWithAQualifiedIdentityAndItsFiveTraits() {
    var patient = map(SampleConsultation.REAL_INS, IdentityStatus.QUALIFIED, false);

    assertThat(patient.getMeta().getProfile().getFirst().getValue())
        .endsWith("fr-core-patient-ins");
    assertThat(systems(patient)).contains("urn:oid:1.2.250.1.213.1.4.8");
    assertThat(patient.getNameFirstRep().getFamily()).isEqualTo("TOURNESOL");
    assertThat(patient.getNameFirstRep().getGiven()).hasSize(1);
    assertThat(patient.getNameFirstRep().getExtensionString(PatientMapper.BIRTH_GIVEN_NAMES))
        .isEqualTo("MARGUERITE JEANNE");
    assertThat(patient.getBirthDateElement().getValueAsString()).isEqualTo("1934-05-12");
    assertThat(patient.getGender().toCode()).isEqualTo("female");
    assertThat(patient.getExtensionByUrl(PatientMapper.BIRTH_PLACE)).isNotNull();
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "QUALIFIED")
  void theMatriculeStaysWhenTheIdentityIsNotQualified(IdentityStatus status) {
    var patient = map(SampleConsultation.REAL_INS, status, true);

    assertThat(systems(patient)).containsExactly(BusinessIdentifier.SYSTEM);
    assertThat(patient.getMeta().getProfile().getFirst().getValue()).endsWith("fr-core-patient");
  }

  @ParameterizedTest
  @EnumSource(names = {"TEST", "DEMO"})
  void aFictitiousMatriculeStaysInProduction(Ins.Register register) {
    var ins = new Ins(register.oid(), "234059999900108");

    assertThat(systems(map(ins, IdentityStatus.QUALIFIED, false)))
        .containsExactly(BusinessIdentifier.SYSTEM);
    assertThat(systems(map(ins, IdentityStatus.QUALIFIED, true)))
        .contains("urn:oid:" + register.oid());
  }

  private static Patient map(Ins ins, IdentityStatus status, boolean demo) {
    return new PatientMapper(SampleConsultation.TENANT, Dialect.FR_CORE_2_1_0, demo)
        .map(SampleConsultation.resident(ins, status), HOME);
  }

  private static java.util.List<String> systems(Patient patient) {
    return patient.getIdentifier().stream().map(Identifier::getSystem).toList();
  }
}
