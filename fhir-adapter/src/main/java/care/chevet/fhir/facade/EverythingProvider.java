package care.chevet.fhir.facade;

import static care.chevet.fhir.facade.Refusals.translated;

import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import care.chevet.fhir.facade.SmartScopes.Interaction;
import care.chevet.fhir.hospital.Hospitals;
import care.chevet.fhir.inbound.ImportRefused;
import care.chevet.fhir.inbound.Inbox;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.SearchEntryMode;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;

/**
 * A patient with all that her hospital has sent about her.
 *
 * <p>Source: FHIR R4, Patient, operation everything.
 */
public final class EverythingProvider {

  private final Hospitals hospitals;
  private final Inbox inbox;

  EverythingProvider(Hospitals hospitals, Inbox inbox) {
    this.hospitals = hospitals;
    this.inbox = inbox;
  }

  @Operation(name = "$everything", type = Patient.class, idempotent = true)
  public Bundle everything(@IdParam IdType id) {
    var caller = Caller.current(hospitals);
    caller.require("Patient", Interaction.READ);
    var finess = caller.hospital().finess();
    return translated(() -> {
      var patient =
          inbox
              .current(new Inbox.Key(finess, "Patient", id.getIdPart()))
              .filter(stored -> !stored.deleted())
              .orElseThrow(() ->
                  new ImportRefused(
                      ImportRefused.Kind.NOT_FOUND, "not_found", "nothing under this id"));
      var bundle = new Bundle().setType(BundleType.SEARCHSET);
      add(bundle, patient);
      for (var fact : inbox.aboutPatient(finess, id.getIdPart())) {
        if (caller.scopes().allow(fact.key().resourceType(), Interaction.READ)) {
          add(bundle, fact);
        }
      }
      return bundle.setTotal(bundle.getEntry().size());
    });
  }

  private static void add(Bundle bundle, Inbox.Stored stored) {
    bundle
        .addEntry()
        .setResource(RecordProvider.restored(Resource.class, stored))
        .getSearch()
        .setMode(SearchEntryMode.MATCH);
  }
}
