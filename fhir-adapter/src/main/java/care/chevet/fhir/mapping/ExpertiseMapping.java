package care.chevet.fhir.mapping;

import care.chevet.fhir.consultation.Expertise;
import care.chevet.fhir.consultation.Professional;
import care.chevet.fhir.mapping.ConsultationMapping.Mapped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Question to a specialist, with what was gathered for it and what she answered → resources. */
final class ExpertiseMapping {

  private final Tenant tenant;
  private final Dialect dialect;
  private final InvolvedMapping involved;

  ExpertiseMapping(Tenant tenant, Dialect dialect, InvolvedMapping involved) {
    this.tenant = tenant;
    this.dialect = dialect;
    this.involved = involved;
  }

  List<Mapped> resources(Expertise expertise, Optional<byte[]> pdf, List<Recording> recordings) {
    var mapped = new ArrayList<Mapped>();
    var expert = expertise.expert();
    involved.map(expertise.resident(), expertise.careHome(), expertise.nurse(), expert, mapped);
    new BedsideMapping(tenant, dialect)
        .map(
            Scene.of(expertise, tenant),
            expertise.vitals(),
            expertise.consent(),
            recordings,
            mapped);
    mapped.add(
        new Mapped(tenant.requestOf(expertise), new ServiceRequestMapper(tenant).map(expertise)));
    var opinion = expertise.opinion();
    if (opinion != null && expert != null) {
      mapped.add(
          new Mapped(
              tenant.reportOf(expertise),
              new DiagnosticReportMapper(tenant).map(expertise, opinion, expert)));
      pdf.ifPresent(bytes ->
          mapped.add(
              new Mapped(
                  tenant.opinionOf(expertise),
                  new DocumentReferenceMapper(tenant)
                      .map(paper(expertise, opinion, expert), bytes))));
    }
    mapped.add(new Mapped(tenant.taskOf(expertise), new TaskMapper(tenant).map(expertise)));
    return mapped;
  }

  private Paper paper(Expertise expertise, Expertise.Opinion opinion, Professional expert) {
    return new Paper(
        tenant.opinionOf(expertise),
        DiagnosticReportMapper.CONSULT_NOTE,
        DiagnosticReportMapper.NAME,
        DiagnosticReportMapper.NAME,
        opinion.signedAt(),
        expertise.resident(),
        expertise.careHome(),
        expert,
        Optional.empty(),
        expertise.requestedAt(),
        opinion.signedAt(),
        Optional.empty(),
        Optional.of(tenant.requestOf(expertise)));
  }
}
