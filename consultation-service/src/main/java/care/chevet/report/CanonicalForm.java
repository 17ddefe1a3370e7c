package care.chevet.report;

import care.chevet.directory.Person;
import care.chevet.resident.Ins;
import care.chevet.resident.Resident;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A content written out to be digested: one {@code name=value} a line, in a fixed order, with line
 * breaks and backslashes of values escaped.
 */
final class CanonicalForm {
  private final StringBuilder lines = new StringBuilder();

  CanonicalForm(String form) {
    line("form", form);
  }

  CanonicalForm line(String name, @Nullable Object value) {
    var escaped =
        Objects.toString(value, "").replace("\\", "\\\\").replace("\r", "\\r").replace("\n", "\\n");
    lines.append(name).append('=').append(escaped).append('\n');
    return this;
  }

  /** Which document it is, of whom, by whom. */
  CanonicalForm heading(ConsultationContent content) {
    var request = content.dossier().consultation().request();
    return line("consultation", request.id())
        .line("version", content.version())
        .line("reason", content.reason())
        .resident(content.resident())
        .line("careHome.finess", content.careHome().finess())
        .line("nurse.id", content.dossier().nurse().id())
        .physician(content.physician())
        .line("specialty", request.specialty().code());
  }

  /** Of whom it is, where, by whom. */
  CanonicalForm people(SignedContent content) {
    return resident(content.resident())
        .line("careHome.finess", content.careHome().finess())
        .physician(content.physician());
  }

  private CanonicalForm resident(Resident resident) {
    return line("resident.id", resident.id())
        .line("resident.birthName", resident.birthName())
        .line("resident.birthGivenNames", String.join(" ", resident.birthGivenNames()))
        .line("resident.birthDate", resident.birthDate())
        .line("resident.sex", resident.sex().code())
        .line("resident.ins", ins(resident.ins()));
  }

  private CanonicalForm physician(Person physician) {
    return line("physician.id", physician.id()).line("physician.rpps", physician.rpps());
  }

  private static String ins(@Nullable Ins ins) {
    return ins == null ? "" : ins.oid() + " " + ins.value();
  }

  @Override
  public String toString() {
    return lines.toString();
  }
}
