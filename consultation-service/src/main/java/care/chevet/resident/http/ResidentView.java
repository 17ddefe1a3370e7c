package care.chevet.resident.http;

import care.chevet.directory.http.CareHomeView;
import care.chevet.resident.ConsultationsOfResidents;
import care.chevet.resident.HospitalRecord;
import care.chevet.resident.Ins;
import care.chevet.resident.ReadingRecords;
import care.chevet.resident.Resident;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A resident as pages show her: in a list without, in her own record with, what only the record
 * shows.
 */
record ResidentView(
    UUID id,
    String usedName,
    String usedGivenName,
    String sex,
    LocalDate birthDate,
    @Nullable CareHomeView careHome,
    String identityStatus,
    @Nullable String language,
    @Nullable OpenConsultation openConsultation,
    @Nullable String birthName,
    @Nullable List<String> birthGivenNames,
    @Nullable Ins ins,
    @Nullable List<HospitalRecord> hospitalRecords,
    @Nullable List<OutOfReach> unreachableHospitals,
    @Nullable List<Object> consultations) {

  record OpenConsultation(UUID id, String state) {
    static @Nullable OpenConsultation of(ConsultationsOfResidents.@Nullable Open open) {
      return open == null ? null : new OpenConsultation(open.id(), open.state());
    }
  }

  /** A hospital whose word does not reach us, so that what is shown of it may be old. */
  record OutOfReach(String finess, String name, Instant since) {}

  static ResidentView listed(
      Resident resident,
      @Nullable CareHomeView careHome,
      ConsultationsOfResidents.@Nullable Open open) {
    return new ResidentView(
        resident.id(),
        resident.usedName(),
        resident.usedGivenName(),
        resident.sex().code(),
        resident.birthDate(),
        careHome,
        resident.identityStatus().code(),
        resident.language(),
        OpenConsultation.of(open),
        null,
        null,
        null,
        null,
        null,
        null);
  }

  static ResidentView opened(
      ReadingRecords.Opened opened,
      CareHomeView careHome,
      ConsultationsOfResidents.@Nullable Open open,
      List<OutOfReach> unreachable,
      List<Object> consultations) {
    var resident = opened.resident();
    return new ResidentView(
        resident.id(),
        resident.usedName(),
        resident.usedGivenName(),
        resident.sex().code(),
        resident.birthDate(),
        careHome,
        resident.identityStatus().code(),
        resident.language(),
        OpenConsultation.of(open),
        resident.birthName(),
        resident.birthGivenNames(),
        resident.ins(),
        opened.records(),
        unreachable,
        consultations);
  }
}
