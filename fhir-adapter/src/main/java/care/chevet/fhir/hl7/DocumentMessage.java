package care.chevet.fhir.hl7;

import care.chevet.fhir.consultation.Consultation;
import care.chevet.fhir.consultation.Professional;
import care.chevet.fhir.consultation.Report;
import care.chevet.fhir.consultation.Resident;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * A signed report as an MDM message with its PDF: T02 for a first version, T10 for one that takes
 * the place of another.
 *
 * <p>Source: HL7 v2.5 §9.5, §9.6.
 */
final class DocumentMessage {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMddHHmmss").withZone(ZoneOffset.UTC);
  private static final String TELEHEALTH_NOTE = "85208-7^Telehealth Note^LN";

  private final boolean fictitiousInsAllowed;

  DocumentMessage(boolean fictitiousInsAllowed) {
    this.fictitiousInsAllowed = fictitiousInsAllowed;
  }

  String text(
      Consultation consultation, Report report, Professional physician, byte[] pdf, Header header) {
    var event = report.version() > 1 ? "T10" : "T02";
    var segments = new ArrayList<String>();
    segments.add(
        "MSH|^~\\&|CHEVET||"
            + "|"
            + Hl7Text.escaped(header.receiver())
            + "|"
            + TIME.format(header.at())
            + "||MDM^"
            + event
            + "^MDM_T02|"
            + header.controlId()
            + "|P|2.5|||||FRA|UNICODE UTF-8");
    segments.add("EVN|" + event + "|" + TIME.format(report.signedAt()));
    segments.add(patient(consultation.resident()));
    segments.add("PV1||O|||||||||||||||||" + consultation.id());
    segments.add(
        joined(
            "TXA",
            List.of(
                "1",
                TELEHEALTH_NOTE,
                "AP",
                TIME.format(report.signedAt()),
                person(physician),
                TIME.format(report.signedAt()),
                TIME.format(report.signedAt()),
                "",
                person(physician),
                "",
                "",
                documentNumber(consultation, report.version()),
                report.version() > 1 ? documentNumber(consultation, report.version() - 1) : "",
                "",
                "",
                "",
                "LA",
                "",
                "AV")));
    segments.add(
        "OBX|1|ED|"
            + TELEHEALTH_NOTE
            + "||^application^pdf^Base64^"
            + Base64.getEncoder().encodeToString(pdf)
            + "||||||F");
    return String.join("\r", segments) + "\r";
  }

  /**
   * Who sends what to whom.
   *
   * @param receiver FINESS number of the hospital
   */
  record Header(String receiver, String controlId, Instant at) {}

  /** The number under which a version of a report is known; each version is a document. */
  static String documentNumber(Consultation consultation, int version) {
    return consultation.id() + "-" + version + "^CHEVET";
  }

  /** As in FHIR, the matricule leaves with a qualified identity alone. */
  private String patient(Resident resident) {
    var identifiers = new StringBuilder(Hl7Text.escaped(resident.id()) + "^^^CHEVET^PI");
    var ins = resident.ins();
    if (ins != null && resident.qualified() && (fictitiousInsAllowed || !ins.fictitious())) {
      identifiers
          .append("~")
          .append(ins.value())
          .append("^^^INS&")
          .append(ins.oid())
          .append("&ISO^INS");
    }
    var given = resident.birthGivenNames();
    var name =
        Hl7Text.escaped(resident.birthName())
            + "^"
            + (given.isEmpty() ? "" : Hl7Text.escaped(given.getFirst()))
            + "^"
            + Hl7Text.escaped(
                String.join(" ", given.subList(Math.min(1, given.size()), given.size())))
            + "^^^^L";
    var sex =
        switch (resident.sex()) {
          case FEMALE -> "F";
          case MALE -> "M";
          case UNKNOWN -> "U";
        };
    var born = resident.birthDate().format(DateTimeFormatter.BASIC_ISO_DATE);
    return "PID|1||" + identifiers + "||" + name + "||" + born + "|" + sex;
  }

  private static String person(Professional professional) {
    var rpps = professional.rpps();
    return (rpps == null ? "" : rpps)
        + "^"
        + Hl7Text.escaped(professional.familyName())
        + "^"
        + Hl7Text.escaped(professional.givenName())
        + (rpps == null ? "" : "^^^^^^ASIP-SANTE-PS&1.2.250.1.71.4.2.1&ISO^L^^^RPPS");
  }

  private static String joined(String segment, List<String> fields) {
    return segment + "|" + String.join("|", fields);
  }
}
