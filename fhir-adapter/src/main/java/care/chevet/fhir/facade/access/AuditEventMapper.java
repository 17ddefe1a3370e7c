package care.chevet.fhir.facade.access;

import care.chevet.fhir.facade.access.Accesses.Access;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventAction;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventOutcome;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Reference;

/**
 * Access → AuditEvent.
 *
 * <p>Source: FHIR R4, AuditEvent; IHE Basic Audit Log Patterns for the entities' roles.
 */
public final class AuditEventMapper {

  private static final String TYPES = "http://terminology.hl7.org/CodeSystem/audit-event-type";
  private static final String INTERACTIONS = "http://hl7.org/fhir/restful-interaction";
  private static final String ENTITY_TYPES =
      "http://terminology.hl7.org/CodeSystem/audit-entity-type";
  private static final String ROLES = "http://terminology.hl7.org/CodeSystem/object-role";
  private static final String FINESS = "urn:oid:1.2.250.1.71.4.2.2";

  private AuditEventMapper() {}

  public static AuditEvent map(Accesses.Noted noted) {
    var access = noted.access();
    var event = new AuditEvent();
    event.setId(new IdType("AuditEvent", String.valueOf(noted.number()), "1"));
    event.getMeta().setVersionId("1").setLastUpdated(Date.from(access.at()));
    event.setType(new Coding(TYPES, "rest", "RESTful Operation"));
    event.addSubtype(new Coding().setSystem(INTERACTIONS).setCode(access.interaction()));
    event.setAction(action(access.interaction()));
    event.setRecorded(Date.from(access.at()));
    event.setOutcome(outcome(access.status()));
    event.setOutcomeDesc("HTTP " + access.status());
    agent(event, access);
    event.getSource().getObserver().setDisplay("Chevet");
    entities(event, access);
    return event;
  }

  private static void agent(AuditEvent event, Access access) {
    var agent = event.addAgent().setRequestor(true);
    agent.setAltId(access.client());
    access
        .hospital()
        .ifPresent(finess -> {
          var who = new Reference().setType("Organization");
          agent.setWho(who.setIdentifier(new Identifier().setSystem(FINESS).setValue(finess)));
        });
  }

  private static void entities(AuditEvent event, Access access) {
    if (access.resourceType().isPresent() && access.resourceId().isPresent()) {
      var place = access.resourceType().get() + "/" + access.resourceId().get();
      event
          .addEntity()
          .setWhat(new Reference(place))
          .setType(new Coding().setSystem(ENTITY_TYPES).setCode("2").setDisplay("System Object"))
          .setRole(new Coding().setSystem(ROLES).setCode("4").setDisplay("Domain Resource"));
    }
    access
        .patient()
        .ifPresent(patient ->
            event
                .addEntity()
                .setWhat(new Reference("Patient/" + patient))
                .setType(new Coding().setSystem(ENTITY_TYPES).setCode("1").setDisplay("Person"))
                .setRole(new Coding().setSystem(ROLES).setCode("1").setDisplay("Patient")));
    access
        .query()
        .ifPresent(query ->
            event
                .addEntity()
                .setType(
                    new Coding().setSystem(ENTITY_TYPES).setCode("2").setDisplay("System Object"))
                .setRole(new Coding().setSystem(ROLES).setCode("24").setDisplay("Query"))
                .setQuery(query.getBytes(StandardCharsets.UTF_8)));
  }

  private static AuditEventAction action(String interaction) {
    return switch (interaction) {
      case "create" -> AuditEventAction.C;
      case "update", "patch" -> AuditEventAction.U;
      case "delete" -> AuditEventAction.D;
      case "transaction", "batch", "operation", "search-type", "search-system" ->
          AuditEventAction.E;
      default -> AuditEventAction.R;
    };
  }

  private static AuditEventOutcome outcome(int status) {
    if (status < 400) {
      return AuditEventOutcome._0;
    }
    return status < 500 ? AuditEventOutcome._4 : AuditEventOutcome._8;
  }
}
