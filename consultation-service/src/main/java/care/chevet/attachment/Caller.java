package care.chevet.attachment;

import care.chevet.access.Actor;
import care.chevet.access.Machine;
import care.chevet.audit.AuditEntry;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who asks, and from where.
 *
 * @param address of the network, if it is known
 */
public record Caller(Actor actor, @Nullable String address) {

  AuditEntry did(String what, UUID attachment, ConsultationOnRecord consultation) {
    return entry(what, "attachment", attachment, consultation);
  }

  AuditEntry listed(ConsultationOnRecord consultation) {
    return entry("attachments.listed", "consultation", consultation.facts().id(), consultation);
  }

  /** A program did it, in its own name. */
  static AuditEntry did(
      Machine machine, String what, UUID attachment, ConsultationOnRecord consultation) {
    return new AuditEntry(
        "machine:" + machine.clientId(),
        "machine",
        what,
        "attachment",
        attachment,
        consultation.facts().resident(),
        consultation.facts().id(),
        null);
  }

  private AuditEntry entry(
      String what, String subjectKind, UUID subject, ConsultationOnRecord consultation) {
    return new AuditEntry(
        actor.person().toString(),
        actor.role().name().toLowerCase(Locale.ROOT),
        what,
        subjectKind,
        subject,
        consultation.facts().resident(),
        consultation.facts().id(),
        address);
  }
}
