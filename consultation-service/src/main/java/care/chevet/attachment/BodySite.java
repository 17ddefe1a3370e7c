package care.chevet.attachment;

import java.util.Arrays;
import java.util.Optional;

/**
 * Where on the body, as a SNOMED CT body structure: the short list a nurse picks from. Left and
 * right are said in words.
 */
public enum BodySite {
  HEAD("69536005", "Tête", "Head"),
  FACE("89545001", "Visage", "Face"),
  EYE("81745001", "Œil", "Eye"),
  EAR("117590005", "Oreille", "Ear"),
  MOUTH("123851003", "Bouche", "Mouth"),
  NECK("45048000", "Cou", "Neck"),
  CHEST("51185008", "Thorax", "Chest"),
  HEART("80891009", "Cœur", "Heart"),
  LUNG("39607008", "Poumon", "Lung"),
  ABDOMEN("818981001", "Abdomen", "Abdomen"),
  BACK("77568009", "Dos", "Back"),
  SACRUM("54735007", "Sacrum", "Sacrum"),
  BUTTOCK("46862004", "Fesse", "Buttock"),
  HIP("29836001", "Hanche", "Hip"),
  SHOULDER("16982005", "Épaule", "Shoulder"),
  UPPER_ARM("40983000", "Bras", "Upper arm"),
  ELBOW("127949000", "Coude", "Elbow"),
  FOREARM("14975008", "Avant-bras", "Forearm"),
  HAND("85562004", "Main", "Hand"),
  THIGH("68367000", "Cuisse", "Thigh"),
  KNEE("72696002", "Genou", "Knee"),
  LOWER_LEG("30021000", "Jambe", "Lower leg"),
  ANKLE("344001", "Cheville", "Ankle"),
  HEEL("76853006", "Talon", "Heel"),
  FOOT("56459004", "Pied", "Foot");

  private final String code;
  private final String french;
  private final String english;

  BodySite(String code, String french, String english) {
    this.code = code;
    this.french = french;
    this.english = english;
  }

  /** Its concept id in SNOMED CT. */
  public String code() {
    return code;
  }

  public String french() {
    return french;
  }

  public String english() {
    return english;
  }

  public static Optional<BodySite> of(String code) {
    return Arrays.stream(values()).filter(site -> site.code.equals(code)).findFirst();
  }
}
