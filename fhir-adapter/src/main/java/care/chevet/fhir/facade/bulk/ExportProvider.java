package care.chevet.fhir.facade.bulk;

import static care.chevet.fhir.facade.Refusals.translated;

import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.OperationParam;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import care.chevet.fhir.facade.Caller;
import care.chevet.fhir.facade.FacadeProvider;
import care.chevet.fhir.facade.FacadeSettings;
import care.chevet.fhir.facade.Refusals;
import care.chevet.fhir.facade.SmartScopes.Interaction;
import care.chevet.fhir.facade.bulk.Exports.Job;
import care.chevet.fhir.facade.bulk.Exports.State;
import care.chevet.fhir.hospital.Hospitals;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.StringType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * {@code $export} and {@code Patient/$export}: everything about the hospital's patients who are
 * residents here.
 *
 * <p>Source: FHIR Bulk Data Access 2.0, kick-off request.
 */
@Component
public final class ExportProvider implements FacadeProvider {

  static final String STATUS = "$export-status";

  private static final List<String> TYPES =
      List.of(
          "Patient",
          "AllergyIntolerance",
          "Appointment",
          "Condition",
          "DocumentReference",
          "List",
          "Medication",
          "MedicationRequest",
          "MedicationStatement",
          "Organization",
          "Practitioner");

  private static final Set<String> FORMATS =
      Set.of("application/fhir+ndjson", "application/ndjson", "ndjson");
  private static final int EXPORTS_MAX = 5;
  private static final Duration KEPT = Duration.ofHours(24);

  private final Hospitals hospitals;
  private final Exports exports;
  private final Exporting exporting;
  private final Clock clock;
  private final String base;

  ExportProvider(
      Hospitals hospitals,
      Exports exports,
      Exporting exporting,
      Clock clock,
      FacadeSettings settings) {
    this.hospitals = hospitals;
    this.exports = exports;
    this.exporting = exporting;
    this.clock = clock;
    this.base = settings.base();
  }

  @Operation(name = "$export", idempotent = true, manualResponse = true)
  public void everything(
      @OperationParam(name = "_type") @Nullable StringType types,
      @OperationParam(name = "_since") @Nullable InstantType since,
      @OperationParam(name = "_outputFormat") @Nullable StringType format,
      ServletRequestDetails request) {
    begin(types, since, format, request);
  }

  @Operation(name = "$export", typeName = "Patient", idempotent = true, manualResponse = true)
  public void patients(
      @OperationParam(name = "_type") @Nullable StringType types,
      @OperationParam(name = "_since") @Nullable InstantType since,
      @OperationParam(name = "_outputFormat") @Nullable StringType format,
      ServletRequestDetails request) {
    begin(types, since, format, request);
  }

  private void begin(
      @Nullable StringType types,
      @Nullable InstantType since,
      @Nullable StringType format,
      ServletRequestDetails request) {
    var caller = Caller.current(hospitals);
    var prefer = Optional.ofNullable(request.getHeader("Prefer")).orElse("");
    if (!prefer.contains("respond-async")) {
      throw Refusals.invalid("async_only", "an export is asked for with Prefer: respond-async");
    }
    if (format != null && !FORMATS.contains(format.getValue())) {
      throw Refusals.invalid("invalid_parameter", "_outputFormat is application/fhir+ndjson");
    }
    var job =
        new Job(
            UUID.randomUUID().toString(),
            caller.finess(),
            types(caller, types),
            Optional.ofNullable(since).map(InstantType::getValue).map(date -> date.toInstant()),
            request.getCompleteUrl(),
            clock.instant(),
            clock.instant().plus(KEPT),
            State.QUEUED,
            0);
    translated(() -> {
      if (exports.count(caller.finess()) >= EXPORTS_MAX) {
        throw Refusals.refusal(
            429, IssueType.THROTTLED, "too_many_exports", "delete one that has ended");
      }
      exports.keep(job);
      return job;
    });
    exporting.wake();
    var response = request.getServletResponse();
    response.setStatus(202);
    response.setHeader("Content-Location", base + "/" + STATUS + "?job=" + job.id());
  }

  /** Those that are asked for, all of which the token must reach; or all that it reaches. */
  private static Set<String> types(Caller caller, @Nullable StringType asked) {
    var types = new LinkedHashSet<String>();
    if (asked != null && asked.hasValue()) {
      for (var type : asked.getValue().split(",", -1)) {
        if (!TYPES.contains(type)) {
          throw Refusals.invalid("invalid_parameter", "_type names what is not exported");
        }
        caller.require(type, Interaction.READ);
        types.add(type);
      }
      return types;
    }
    TYPES.stream()
        .filter(type -> caller.scopes().allow(type, Interaction.READ))
        .forEach(types::add);
    if (types.isEmpty()) {
      throw Refusals.forbidden("scope_missing", "the token's scopes reach nothing to export");
    }
    return types;
  }
}
