package care.chevet.fhir.support;

import care.chevet.fhir.facade.access.Accesses;
import care.chevet.fhir.facade.access.AuditEventMapper;
import care.chevet.fhir.facade.provenance.Origins;
import care.chevet.fhir.facade.provenance.ProvenanceMapper;
import care.chevet.fhir.hospital.Hospital;
import care.chevet.fhir.mapping.Dialect;
import care.chevet.fhir.mapping.TakenTypes;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Resource;

/** What the façade shows of accesses, of imports and of exports. */
public final class Traces {

  private static final Instant AT = Instant.parse("2026-11-21T09:54:00Z");
  private static final Hospital HOSPITAL =
      new Hospital(
          "990000101",
          "CH de la Brenne",
          Optional.of(URI.create("https://ch.example/fhir")),
          Dialect.R4,
          TakenTypes.ALL,
          Optional.of("hospital-brenne"));

  private Traces() {}

  public static List<Resource> all() {
    var all = new ArrayList<Resource>();
    for (var interaction :
        List.of("read", "create", "update", "delete", "search-type", "operation")) {
      all.add(access(interaction));
    }
    all.add(origin(true));
    all.add(origin(false));
    return all;
  }

  private static Resource access(String interaction) {
    return AuditEventMapper.map(
        new Accesses.Noted(
            7,
            new Accesses.Access(
                "hospital-brenne",
                Optional.of("990000101"),
                interaction,
                Optional.of("Condition"),
                Optional.of("p1"),
                Optional.of("778201"),
                Optional.of("patient=Patient/778201"),
                404,
                AT)));
  }

  private static Resource origin(boolean imported) {
    return ProvenanceMapper.map(
        new Origins.Origin(
            new Origins.Id(imported, 7),
            "Condition/p1",
            Optional.of("2"),
            imported
                ? Optional.empty()
                : Optional.of("urn:uuid:6e0c9a3e-0001-5a4e-9f0a-000000000001"),
            AT,
            "0".repeat(64),
            "UPDATE",
            Optional.of("12")),
        HOSPITAL);
  }
}
