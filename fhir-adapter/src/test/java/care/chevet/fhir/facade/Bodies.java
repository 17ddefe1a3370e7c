package care.chevet.fhir.facade;

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
}
