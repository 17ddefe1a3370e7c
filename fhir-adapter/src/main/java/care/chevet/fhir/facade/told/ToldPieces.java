package care.chevet.fhir.facade.told;

import ca.uhn.fhir.context.FhirContext;
import care.chevet.fhir.feed.Snapshots;
import care.chevet.fhir.hospital.Hospital;
import care.chevet.fhir.mapping.ConsultationMapping;
import care.chevet.fhir.mapping.Dialect;
import care.chevet.fhir.mapping.Piece;
import care.chevet.fhir.mapping.TakenTypes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.springframework.stereotype.Component;

/**
 * The resources of an account, as a hospital is sent them that takes all, but about the patient
 * whom it has sent us: references to her lead to her place at the façade.
 */
@Component
public final class ToldPieces {

  private static final byte[] WITHOUT_DOCUMENT = {};

  private final ConsultationMapping mapping;

  ToldPieces(ConsultationMapping mapping) {
    this.mapping = mapping;
  }

  /**
   * The resources by their business identifiers; the document that was signed stays empty.
   *
   * @param patient source id of the patient; empty when the hospital has not sent her
   */
  public Map<String, Resource> of(Told.Account account, Hospital hospital, String patient) {
    var pieces = pieces(account, hospital.dialect());
    var her =
        pieces.stream()
            .filter(piece -> piece.resourceType().equals("Patient"))
            .map(Piece::identifier)
            .findFirst()
            .orElse("");
    var resources = new LinkedHashMap<String, Resource>();
    for (var piece : pieces) {
      if (!piece.identifier().equals(her)) {
        resources.put(piece.identifier(), resource(piece, her, patient));
      }
    }
    return resources;
  }

  private List<Piece> pieces(Told.Account account, Dialect dialect) {
    return switch (account.kind()) {
      case CONSULTATION -> {
        var consultation = Snapshots.consultation(account.snapshot());
        yield mapping.pieces(
            new ConsultationMapping.Material(
                consultation,
                Optional.of(WITHOUT_DOCUMENT),
                consultation.scheduled() != null,
                List.of(),
                List.of()),
            dialect,
            TakenTypes.ALL);
      }
      case EXPERTISE ->
          mapping.pieces(
              Snapshots.expertise(account.snapshot()),
              Optional.of(WITHOUT_DOCUMENT),
              List.of(),
              dialect,
              TakenTypes.ALL);
      case BOOKING ->
          mapping.pieces(Snapshots.booking(account.snapshot()), dialect, TakenTypes.ALL);
    };
  }

  private static Resource resource(Piece piece, String her, String patient) {
    var resource = (Resource) FhirContext.forR4Cached().newJsonParser().parseResource(piece.json());
    for (var info : FhirContext.forR4Cached().newTerser().getAllResourceReferences(resource)) {
      if (info.getResourceReference() instanceof Reference reference
          && !patient.isEmpty()
          && her.equals(reference.getReference())) {
        reference.setReference("Patient/" + patient);
      }
    }
    return resource;
  }
}
