package care.chevet.resident;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What one hospital says of a resident's health: {@code contracts/hospital-record.json}.
 *
 * @param localPatientId the hospital's own number for the patient
 * @param match how the hospital's patient was found to be this resident: {@code ins}, {@code
 *     local-id}, {@code person}
 */
public record HospitalRecord(
    Source hospital,
    @Nullable String localPatientId,
    String match,
    Instant receivedAt,
    List<Allergy> allergies,
    List<Medicine> medicines,
    List<Problem> problems) {

  /** The hospital that says so. */
  public record Source(String finess, @Nullable String name) {
    public Source {
      Objects.requireNonNull(finess, "finess");
    }
  }

  /** A term of a code system, or words alone. */
  public record Code(@Nullable String system, @Nullable String code, String display) {
    public Code {
      Objects.requireNonNull(display, "display");
    }
  }

  public record Allergy(
      String sourceId, Code code, @Nullable String criticality, @Nullable LocalDate recordedOn) {
    public Allergy {
      Objects.requireNonNull(sourceId, "sourceId");
      Objects.requireNonNull(code, "code");
    }
  }

  public record Medicine(
      String sourceId,
      Code code,
      @Nullable String dosage,
      @Nullable String status,
      @Nullable LocalDate since) {
    public Medicine {
      Objects.requireNonNull(sourceId, "sourceId");
      Objects.requireNonNull(code, "code");
    }
  }

  public record Problem(
      String sourceId, Code code, @Nullable String status, @Nullable LocalDate since) {
    public Problem {
      Objects.requireNonNull(sourceId, "sourceId");
      Objects.requireNonNull(code, "code");
    }
  }

  public HospitalRecord {
    Objects.requireNonNull(hospital, "hospital");
    Objects.requireNonNull(match, "match");
    Objects.requireNonNull(receivedAt, "receivedAt");
    allergies = List.copyOf(allergies);
    medicines = List.copyOf(medicines);
    problems = List.copyOf(problems);
  }
}
