package care.chevet.fhir.facade.provenance;

import care.chevet.fhir.facade.provenance.Origins.Origin;
import care.chevet.fhir.hospital.Hospital;
import care.chevet.fhir.mapping.BusinessIdentifier;
import java.util.Date;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Provenance.ProvenanceEntityRole;
import org.hl7.fhir.r4.model.Reference;

/** Import or export → Provenance; the source stands in it by its SHA-256. */
public final class ProvenanceMapper {

  private static final String OPERATIONS = "http://terminology.hl7.org/CodeSystem/v3-DataOperation";
  private static final String AGENTS =
      "http://terminology.hl7.org/CodeSystem/provenance-participant-type";
  private static final String FINESS = "urn:oid:1.2.250.1.71.4.2.2";
  private static final String SHA256 = "https://chevet.care/sha256";

  private ProvenanceMapper() {}

  public static Provenance map(Origin origin, Hospital hospital) {
    var provenance = new Provenance();
    provenance.setId(new IdType("Provenance", origin.id().toString(), "1"));
    provenance.getMeta().setVersionId("1").setLastUpdated(Date.from(origin.at()));
    provenance.addTarget(target(origin, hospital));
    provenance.setRecorded(Date.from(origin.at()));
    provenance.setActivity(
        new CodeableConcept(new Coding().setSystem(OPERATIONS).setCode(origin.activity())));
    agent(provenance, "author", origin.id().imported() ? hospital(hospital) : chevet());
    agent(provenance, "custodian", origin.id().imported() ? chevet() : hospital(hospital));
    var source = new Reference();
    source.setIdentifier(new Identifier().setSystem(SHA256).setValue(origin.sha256()));
    source.setDisplay(
        (origin.id().imported() ? "body received" : "delivery")
            + origin.source().map(number -> ", number " + number).orElse(""));
    provenance.addEntity().setRole(ProvenanceEntityRole.SOURCE).setWhat(source);
    return provenance;
  }

  /** What was exported lies at the hospital, what was imported lies here. */
  private static Reference target(Origin origin, Hospital hospital) {
    var versioned =
        origin.place() + origin.version().map(version -> "/_history/" + version).orElse("");
    var there =
        origin.id().imported()
            ? versioned
            : hospital
                .baseUrl()
                .map(base -> base.toString().replaceAll("/+$", "") + "/" + versioned)
                .orElse(versioned);
    var target = new Reference(there);
    origin
        .identifier()
        .ifPresent(urn ->
            target.setIdentifier(
                new Identifier().setSystem(BusinessIdentifier.SYSTEM).setValue(urn)));
    return target;
  }

  private static void agent(Provenance provenance, String role, Reference who) {
    provenance
        .addAgent()
        .setType(new CodeableConcept(new Coding().setSystem(AGENTS).setCode(role)))
        .setWho(who);
  }

  private static Reference hospital(Hospital hospital) {
    return new Reference()
        .setType("Organization")
        .setIdentifier(new Identifier().setSystem(FINESS).setValue(hospital.finess()))
        .setDisplay(hospital.name());
  }

  private static Reference chevet() {
    return new Reference().setType("Device").setDisplay("Chevet");
  }
}
