package care.chevet.fhir.mapping;

import care.chevet.fhir.consultation.Consent;
import care.chevet.fhir.consultation.VitalSign;
import care.chevet.fhir.mapping.ConsultationMapping.Mapped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the nurse gathered for a consultation or a question → Observation, Consent, Media. */
final class BedsideMapping {

  private final Tenant tenant;
  private final Dialect dialect;

  BedsideMapping(Tenant tenant, Dialect dialect) {
    this.tenant = tenant;
    this.dialect = dialect;
  }

  void map(
      Scene scene,
      List<VitalSign> vitals,
      @Nullable Consent consent,
      List<Recording> recordings,
      List<Mapped> mapped) {
    var observations = new ObservationMapper(tenant, dialect);
    for (var vital : vitals) {
      mapped.add(new Mapped(tenant.of(vital), observations.map(vital, scene)));
    }
    if (consent != null) {
      mapped.add(
          new Mapped(
              tenant.consentOf(scene.file()), new ConsentMapper(tenant).map(scene, consent)));
    }
    var media = new MediaMapper(tenant);
    for (var recording : recordings) {
      if (recording.attachment().observed()) {
        mapped.add(new Mapped(tenant.of(recording.attachment()), media.map(recording, scene)));
      }
    }
  }
}
