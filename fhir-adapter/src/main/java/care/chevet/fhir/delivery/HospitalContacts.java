package care.chevet.fhir.delivery;

/** When a hospital last took something, and when and how it last failed. */
public interface HospitalContacts {

  void succeeded(String hospital);

  void failed(String hospital, String words);
}
