package care.chevet.fhir.mapping;

import ca.uhn.fhir.model.api.TemporalPrecisionEnum;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Date;
import java.util.TimeZone;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Identifier.IdentifierUse;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/** Code systems and the small elements that several mappers build alike. */
final class Codes {

  static final String FR_CORE = "https://hl7.fr/ig/fhir/core/";
  static final String FR_IDENTIFIER_TYPE = FR_CORE + "CodeSystem/fr-core-cs-v2-0203";
  static final String FR_IDENTITY_STATUS = FR_CORE + "CodeSystem/fr-core-cs-v2-0445";
  static final String FR_VISIT_IDENTIFIER_TYPE = FR_CORE + "CodeSystem/fr-core-cs-identifier-type";
  static final String HL7_IDENTIFIER_TYPE = "http://terminology.hl7.org/CodeSystem/v2-0203";
  static final String ACT_CODE = "http://terminology.hl7.org/CodeSystem/v3-ActCode";
  static final String PARTICIPATION = "http://terminology.hl7.org/CodeSystem/v3-ParticipationType";
  static final String CONFIDENTIALITY = "http://terminology.hl7.org/CodeSystem/v3-Confidentiality";
  static final String LOINC = "http://loinc.org";
  static final String UCUM = "http://unitsofmeasure.org";

  private Codes() {}

  static CodeableConcept concept(String system, String code) {
    return new CodeableConcept(coding(system, code));
  }

  static Coding coding(String system, String code) {
    return new Coding().setSystem(system).setCode(code);
  }

  /** In UTC always: the JVM's zone must not change the canonical form, hence the hash. */
  static DateTimeType dateTime(Instant instant) {
    return new DateTimeType(
        Date.from(instant), TemporalPrecisionEnum.SECOND, TimeZone.getTimeZone("UTC"));
  }

  static InstantType instant(Instant instant) {
    return new InstantType(
        Date.from(instant), TemporalPrecisionEnum.MILLI, TimeZone.getTimeZone("UTC"));
  }

  static Identifier ours(BusinessIdentifier identifier) {
    return new Identifier()
        .setUse(IdentifierUse.SECONDARY)
        .setSystem(BusinessIdentifier.SYSTEM)
        .setValue(identifier.urn());
  }

  /** FHIR R4 defines Attachment.hash as SHA-1; integrity against tampering is the ledger's part. */
  static byte[] sha1(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-1").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-1", e);
    }
  }

  static Reference to(BusinessIdentifier identifier) {
    return new Reference(identifier.urn());
  }

  static <R extends Resource> R profiled(R resource, Dialect dialect, String profile) {
    dialect.profile(profile).ifPresent(resource.getMeta()::addProfile);
    return resource;
  }
}
