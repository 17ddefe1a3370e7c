package care.chevet.fhir.facade;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** Resources as a hospital sends them. */
final class Bodies {

  static final String INS = "234059999900108";

  private static final String PATIENT =
      """
      {"resourceType":"Patient","id":"%s",
       "identifier":[
        {"type":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/v2-0203","code":"PI"}]},
         "system":"urn:oid:1.2.250.1.71.4.2.2.990000101","value":"IPP-%s"},
        {"use":"official","system":"urn:oid:1.2.250.1.213.1.4.11","value":"%s"}],
       "name":[{"use":"official","family":"TOURNESOL","given":["MARGUERITE","JEANNE"]}],
       "gender":"female","birthDate":"%s"}
      """;

  static final byte[] LETTER = "%PDF-1.7 lettre".getBytes(StandardCharsets.UTF_8);
  static final String LETTER_SHA1 = sha1(LETTER);

  private Bodies() {}

  /** The resident whom both sides know, under a hospital's own id. */
  static String marguerite(String id) {
    return PATIENT.formatted(id, id, INS, "1934-05-12");
  }

  /** Somebody who is no resident. */
  static String stranger(String id) {
    return PATIENT.formatted(id, id, "unheard-of-" + id, "1952-03-04");
  }

  static String condition(String id, String patient) {
    return """
    {"resourceType":"Condition","id":"%s",
     "clinicalStatus":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/condition-clinical",
      "code":"active"}]},
     "code":{"coding":[{"system":"http://hl7.org/fhir/sid/icd-10","code":"I10",
      "display":"Hypertension essentielle"}]},
     "onsetDateTime":"2011-03-01",
     "subject":{"reference":"Patient/%s"}}
    """
        .formatted(id, patient);
  }

  /** A document with its bytes, as IHE MHD has it provided. */
  static String provided(String patient, int number, String day) {
    return """
    {"resourceType":"Bundle","type":"transaction","entry":[
     {"fullUrl":"urn:uuid:7e0c9a3e-0001-4a4e-9f0a-000000000001","resource":{"resourceType":"List",
       "status":"current","mode":"working",
       "subject":{"reference":"Patient/%s"},
       "entry":[{"item":{"reference":"urn:uuid:7e0c9a3e-0001-4a4e-9f0a-000000000002"}}]},
      "request":{"method":"POST","url":"List"}},
     {"fullUrl":"urn:uuid:7e0c9a3e-0001-4a4e-9f0a-000000000002","resource":{
       "resourceType":"DocumentReference","status":"current",
       "masterIdentifier":{"system":"urn:ietf:rfc:3986","value":"urn:oid:1.2.3.%d"},
       "type":{"coding":[{"system":"http://loinc.org","code":"34133-9"}]},
       "subject":{"reference":"Patient/%s"},"date":"%sT10:00:00Z",
       "content":[{"attachment":{"contentType":"application/pdf",
        "url":"urn:uuid:7e0c9a3e-0001-4a4e-9f0a-000000000003","hash":"%s"}}]},
      "request":{"method":"POST","url":"DocumentReference"}},
     {"fullUrl":"urn:uuid:7e0c9a3e-0001-4a4e-9f0a-000000000003","resource":{
       "resourceType":"Binary","contentType":"application/pdf","data":"%s"},
      "request":{"method":"POST","url":"Binary"}}]}
    """
        .formatted(
            patient, number, patient, day, LETTER_SHA1, Base64.getEncoder().encodeToString(LETTER));
  }

  private static String sha1(byte[] bytes) {
    try {
      return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-1").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
