package care.chevet.fhir.hl7;

import ca.uhn.hl7v2.DefaultHapiContext;
import ca.uhn.hl7v2.HL7Exception;
import ca.uhn.hl7v2.HapiContext;
import ca.uhn.hl7v2.model.Message;
import ca.uhn.hl7v2.parser.CanonicalModelClassFactory;
import ca.uhn.hl7v2.util.Terser;
import ca.uhn.hl7v2.validation.impl.ValidationContextFactory;
import care.chevet.fhir.Sha256;
import care.chevet.fhir.hl7.Acknowledgement.Code;
import care.chevet.fhir.hospital.Hospital;
import care.chevet.fhir.inbound.Admissions;
import care.chevet.fhir.inbound.ImportRefused;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.Identifier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Takes one hospital's admissions: each message once, by its control id, with the same answer
 * whenever it comes again. What cannot be taken is answered so, kept, and blocks nothing.
 */
final class ReceivingAdmissions {

  private static final Logger log = LoggerFactory.getLogger(ReceivingAdmissions.class);

  /** Admission, transfer, discharge, registration, pre-admission left out, correction. */
  private static final Set<String> TAKEN = Set.of("A01", "A02", "A03", "A04", "A08", "A28", "A31");

  private static final String MERGE = "A40";

  private static final HapiContext HAPI = hapi();

  private final Hospital hospital;
  private final Charset charset;
  private final Admissions admissions;
  private final Hl7Messages messages;
  private final TransactionOperations transaction;
  private final Clock clock;

  ReceivingAdmissions(
      Hospital hospital,
      Charset charset,
      Admissions admissions,
      Hl7Messages messages,
      TransactionOperations transaction,
      Clock clock) {
    this.hospital = hospital;
    this.charset = charset;
    this.admissions = admissions;
    this.messages = messages;
    this.transaction = transaction;
    this.clock = clock;
  }

  @SuppressWarnings("deprecation") // The factory of no validation has no other name.
  private static HapiContext hapi() {
    var context = new DefaultHapiContext();
    context.setValidationContext(ValidationContextFactory.noValidation());
    context.setModelClassFactory(new CanonicalModelClassFactory("2.5"));
    return context;
  }

  /** The answer to a message. */
  String receive(byte[] raw) {
    var controlId = Hl7Text.controlId(raw);
    if (controlId.isEmpty()) {
      return refused(raw, Code.AR, "", "hl7_unreadable", "no MSH segment with a control id");
    }
    try {
      var before = messages.answered(hospital.finess(), controlId);
      if (before.isPresent()) {
        return before.get();
      }
      return answer(raw, controlId);
    } catch (DataAccessException | TransactionException e) {
      log.warn("a message of {} could not be kept", hospital.finess());
      return new Acknowledgement(Code.AE, controlId, "store_unreachable").text(clock.instant());
    }
  }

  private String answer(byte[] raw, String controlId) {
    try {
      return taken(parsed(raw, charset), raw, controlId);
    } catch (CharacterCodingException e) {
      return refused(
          raw, Code.AR, controlId, "hl7_charset", "bytes that its charset does not know");
    } catch (HL7Exception e) {
      return refused(raw, Code.AR, controlId, "hl7_unreadable", "not readable as HL7 v2");
    } catch (ImportRefused e) {
      return refused(raw, Code.AE, controlId, e.code(), String.valueOf(e.getMessage()));
    }
  }

  static Message parsed(byte[] raw, Charset otherwise)
      throws CharacterCodingException, HL7Exception {
    var text = Hl7Text.decode(raw, otherwise);
    return HAPI.getPipeParser().parse(text.replace("\r\n", "\r").replace('\n', '\r'));
  }

  private String taken(Message message, byte[] raw, String controlId) throws HL7Exception {
    var terser = new Terser(message);
    var kind = String.valueOf(terser.get("/MSH-9-1"));
    var event = String.valueOf(terser.get("/MSH-9-2"));
    if (!kind.equals("ADT") || !(TAKEN.contains(event) || event.equals(MERGE))) {
      return refused(raw, Code.AR, controlId, "hl7_event_not_taken", kind + "^" + event);
    }
    var mapper = new AdmissionMapper(hospital.finess());
    var patient = mapper.patient(message);
    if (AdmissionMapper.patientNumber(patient.getIdentifier()).isEmpty()) {
      return refused(raw, Code.AE, controlId, "hl7_patient_number_missing", "PID-3 without a PI");
    }
    var mergedAway = event.equals(MERGE) ? mapper.mergedAway(message) : List.<Identifier>of();
    var answer = new Acknowledgement(Code.AA, controlId, "").text(clock.instant());
    transaction.executeWithoutResult(_ -> {
      admissions.take(hospital, raw, patient, mergedAway);
      messages.received(hospital.finess(), controlId, Sha256.hex(raw), answer);
    });
    return answer;
  }

  private String refused(byte[] raw, Code code, String controlId, String reason, String words) {
    log.warn("a message of {} is set aside: {}", hospital.finess(), reason);
    var answer = new Acknowledgement(code, controlId, reason).text(clock.instant());
    transaction.executeWithoutResult(_ -> {
      admissions.setAside(hospital, controlId, reason, words, raw);
      if (!controlId.isEmpty()) {
        messages.received(hospital.finess(), controlId, Sha256.hex(raw), answer);
      }
    });
    return answer;
  }
}
