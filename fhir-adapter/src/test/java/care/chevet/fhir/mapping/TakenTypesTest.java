package care.chevet.fhir.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.uhn.fhir.context.FhirContext;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TakenTypesTest {

  @SuppressWarnings("unused") // Read by JUnit.
  private static final List<String> OPTIONAL = LeftOut.TYPES;

  @ParameterizedTest
  @FieldSource("OPTIONAL")
  void ofATypeThatIsNotTakenNothingIsLeftToWhichAnythingCouldLead(String type) {
    var taken = LeftOut.without(type);

    var given = LeftOut.given(Dialect.R4, taken);

    assertThat(given.stream().map(mapped -> mapped.resource().fhirType()).distinct())
        .containsExactlyInAnyOrderElementsOf(taken.inOrder());
    var places = given.stream().map(mapped -> mapped.identifier().urn()).toList();
    assertThat(given.stream().flatMap(mapped -> references(mapped.resource()).stream()))
        .isNotEmpty()
        .isSubsetOf(places);
  }

  @Test
  void ofAHospitalThatTakesAllNothingIsLeftOut() {
    assertThat(TakenTypes.ALL.leftOut()).isEmpty();
    assertThat(TakenTypes.ALL.inOrder()).isEqualTo(ConsultationMapping.TYPES);
  }

  @Test
  void nobodyIsToldOfForWhomNothingElseIsLeft() {
    var taken = LeftOut.allBut(LeftOut.TYPES.toArray(String[]::new));
    var mapping = new ConsultationMapping(SampleConsultation.TENANT, true);

    assertThat(mapping.pieces(SampleConsultation.booking("booked"), Dialect.R4, taken)).isEmpty();
    assertThat(
            mapping.pieces(
                SampleConsultation.booking("booked"), Dialect.R4, LeftOut.allBut("Consent")))
        .isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Organization", "Practitioner", "Patient", "DocumentReference"})
  void whatEverythingNeedsCannotBeLeftOut(String type) {
    assertThatThrownBy(() -> LeftOut.allBut(type))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("takes lacks " + type + ": ");
  }

  @Test
  void aTaskNeedsItsQuestion() {
    assertThatThrownBy(() -> LeftOut.allBut("ServiceRequest"))
        .hasMessageStartingWith("takes lacks ServiceRequest: a Task");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Consents", "consent", "Provenance", ""})
  void whatIsGivenToNobodyCannotBeTaken(String word) {
    assertThatThrownBy(() -> new TakenTypes(Set.of("Patient", word)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("takes names '" + word + "', which is none of [Organization, ");
  }

  private static List<String> references(Resource resource) {
    return FhirContext.forR4Cached().newTerser().getAllResourceReferences(resource).stream()
        .map(info -> (Reference) info.getResourceReference())
        .filter(Reference::hasReference)
        .map(Reference::getReference)
        .toList();
  }
}
