package care.chevet.audit;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One line of the audit trail.
 *
 * @param who a person's id, or {@code machine:} and a client id
 * @param what the act, {@code kind.verb}: {@code resident.read}, {@code report.signed}
 * @param subjectKind what it was done to: {@code resident}, {@code consultation}
 * @param resident whose record it touched, if anyone's
 * @param because the consultation that was the reason, if there was one
 * @param from the network address of the caller
 */
public record AuditEntry(
    String who,
    String role,
    String what,
    String subjectKind,
    UUID subject,
    @Nullable UUID resident,
    @Nullable UUID because,
    @Nullable String from) {}
