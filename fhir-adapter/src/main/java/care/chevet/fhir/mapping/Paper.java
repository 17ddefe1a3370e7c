package care.chevet.fhir.mapping;

import care.chevet.fhir.consultation.Establishment;
import care.chevet.fhir.consultation.Professional;
import care.chevet.fhir.consultation.Resident;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a signed document is, whatever it is about, its bytes apart.
 *
 * @param kind its LOINC code
 * @param name what it is called
 * @param title with its version, where it has versions
 * @param replaces the version before it
 * @param began when what it tells of began
 * @param ended when that was over
 * @param encounter the consultation that it tells of
 * @param request the question that it answers
 */
record Paper(
    BusinessIdentifier identifier,
    String kind,
    String name,
    String title,
    Instant signedAt,
    Resident resident,
    Establishment careHome,
    Professional author,
    Optional<BusinessIdentifier> replaces,
    Instant began,
    @Nullable Instant ended,
    Optional<BusinessIdentifier> encounter,
    Optional<BusinessIdentifier> request) {}
