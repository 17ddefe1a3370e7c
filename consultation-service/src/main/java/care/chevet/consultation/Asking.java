package care.chevet.consultation;

import care.chevet.bedside.Reading;
import care.chevet.consent.GivenBy;
import care.chevet.directory.Specialty;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a nurse asks for a resident, by video or in writing, as she typed it. */
public record Asking(
    UUID resident,
    Specialty specialty,
    Urgency urgency,
    String question,
    List<Reading> vitals,
    Map<String, @Nullable Object> checklist,
    GivenBy consentGivenBy,
    boolean gpAgreement) {}
