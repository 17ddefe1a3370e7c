package care.chevet.fhir.facade.document;

import ca.uhn.fhir.context.FhirContext;
import care.chevet.fhir.facade.FacadeSettings;
import care.chevet.fhir.facade.RecordProvider;
import care.chevet.fhir.facade.told.Told;
import care.chevet.fhir.facade.told.ToldPieces;
import care.chevet.fhir.hospital.Hospital;
import care.chevet.fhir.inbound.Inbox;
import care.chevet.fhir.inbound.Matches;
import care.chevet.fhir.inbound.Matches.HospitalPatient;
import care.chevet.fhir.mapping.BusinessIdentifier;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.Enumerations.DocumentReferenceStatus;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.springframework.stereotype.Component;

/** The documents about a hospital's patients: those that it provided, and ours that were signed. */
@Component
public final class Documents {

  private static final int SIGNED_MAX = 500;
  private static final String URN = "urn:uuid:";

  private final Inbox inbox;
  private final Matches matches;
  private final Told told;
  private final ToldPieces pieces;
  private final String base;

  Documents(Inbox inbox, Matches matches, Told told, ToldPieces pieces, FacadeSettings settings) {
    this.inbox = inbox;
    this.matches = matches;
    this.told = told;
    this.pieces = pieces;
    this.base = settings.base();
  }

  /** All about one patient, in no order. */
  public List<DocumentReference> about(Hospital hospital, String patient) {
    var all = new ArrayList<DocumentReference>();
    for (var fact : inbox.aboutPatient(hospital.finess(), patient)) {
      if (fact.key().resourceType().equals("DocumentReference")) {
        all.add(RecordProvider.restored(DocumentReference.class, fact));
      }
    }
    matches
        .link(new HospitalPatient(hospital.finess(), patient))
        .ifPresent(link -> all.addAll(signed(hospital, link.resident(), patient)));
    return all;
  }

  private List<DocumentReference> signed(Hospital hospital, String resident, String patient) {
    var accounts = told.signed(hospital.finess(), resident, SIGNED_MAX);
    var newest = new HashMap<String, Integer>();
    for (var account : accounts) {
      SignedPaper.of(account)
          .ifPresent(paper -> newest.merge(account.file(), paper.id().version(), Math::max));
    }
    return accounts.stream()
        .flatMap(account -> drawn(account, hospital, patient, newest).stream())
        .toList();
  }

  /** One signed document of ours, if this hospital has been told of it. */
  public Optional<DocumentReference> signed(Hospital hospital, DocumentId id) {
    return told.signedVersion(hospital.finess(), id.file(), id.version())
        .flatMap(account -> {
          var patient =
              matches.linkedTo(account.resident()).stream()
                  .filter(each -> each.hospital().equals(hospital.finess()))
                  .map(HospitalPatient::patient)
                  .findFirst();
          return patient
              .map(her -> about(hospital, her))
              .flatMap(all ->
                  all.stream()
                      .filter(each -> each.getIdElement().getIdPart().equals(id.toString()))
                      .findFirst())
              .or(() -> drawn(account, hospital, "", Map.of()));
        });
  }

  private Optional<DocumentReference> drawn(
      Told.Account account, Hospital hospital, String patient, Map<String, Integer> newest) {
    var paper = SignedPaper.of(account);
    if (paper.isEmpty()) {
      return Optional.empty();
    }
    var resources = pieces.of(account, hospital, patient);
    return resources.values().stream()
        .filter(DocumentReference.class::isInstance)
        .map(DocumentReference.class::cast)
        .findFirst()
        .map(document -> {
          var id = paper.get().id();
          document.setId(new IdType("DocumentReference", id.toString(), "1"));
          document.getMeta().setVersionId("1").setLastUpdated(Date.from(account.at()));
          if (newest.getOrDefault(id.file(), id.version()) > id.version()) {
            document.setStatus(DocumentReferenceStatus.SUPERSEDED);
          }
          document
              .getContentFirstRep()
              .getAttachment()
              .setData(null)
              .setHash(null)
              .setUrl(base + "/Binary/" + id)
              .setSize(Math.toIntExact(paper.get().pdfSizeBytes()));
          loosen(document, resources);
          return document;
        });
  }

  /** What does not lie at the façade is referred to by its identifier. */
  private static void loosen(DocumentReference document, Map<String, Resource> resources) {
    for (var info : FhirContext.forR4Cached().newTerser().getAllResourceReferences(document)) {
      if (info.getResourceReference() instanceof Reference reference
          && reference.hasReference()
          && reference.getReference().startsWith(URN)) {
        var urn = reference.getReference();
        reference
            .setReference(null)
            .setIdentifier(new Identifier().setSystem(BusinessIdentifier.SYSTEM).setValue(urn));
        Optional.ofNullable(resources.get(urn))
            .ifPresent(meant -> reference.setType(meant.fhirType()).setDisplay(name(meant)));
      }
    }
  }

  private static String name(Resource resource) {
    return switch (resource) {
      case Practitioner practitioner -> practitioner.getNameFirstRep().getNameAsSingleString();
      case Organization organization -> organization.getName();
      default -> resource.fhirType();
    };
  }
}
