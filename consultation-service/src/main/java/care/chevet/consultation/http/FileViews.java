package care.chevet.consultation.http;

import care.chevet.bedside.Gathered.Waiver;
import care.chevet.consent.Consent;
import care.chevet.consultation.Consultation;
import care.chevet.consultation.Preparation;
import care.chevet.directory.Person;
import care.chevet.resident.Resident;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the views of a consultation and of an expertise have in common. */
public final class FileViews {
  private FileViews() {}

  /** Whom it is about. */
  public record ResidentView(
      UUID id,
      String usedName,
      String usedGivenName,
      String sex,
      LocalDate birthDate,
      @Nullable String language) {
    public static ResidentView of(Resident resident) {
      return new ResidentView(
          resident.id(),
          resident.usedName(),
          resident.usedGivenName(),
          resident.sex().code(),
          resident.birthDate(),
          resident.language());
    }
  }

  /** Someone with a part in it. */
  public record PersonView(UUID id, String displayName) {
    public static PersonView of(Person person) {
      return new PersonView(person.id(), person.displayName());
    }
  }

  /** The minimum dossier: what was answered, what is missing, and why it goes ahead without. */
  public record ChecklistView(
      Map<String, String> answers, List<String> missing, @Nullable Waiver waiver) {
    public static ChecklistView of(Preparation preparation) {
      return new ChecklistView(
          new TreeMap<>(preparation.answers()), preparation.missing(), preparation.waiver());
    }
  }

  /** The consent to this act. */
  public record ConsentView(
      String givenBy, boolean gpAgreement, Instant recordedAt, @Nullable WithdrawalView withdrawn) {

    /** Nothing while it has not been given. */
    static @Nullable ConsentView of(Consultation consultation) {
      var withdrawn =
          consultation
              .withdrawal()
              .map(act -> new WithdrawalView(act.withdrawnBy().code(), act.at()))
              .orElse(null);
      return consultation.consent().map(consent -> of(consent, withdrawn)).orElse(null);
    }

    public static ConsentView of(Consent consent, @Nullable WithdrawalView withdrawn) {
      return new ConsentView(
          consent.givenBy().code(), consent.gpAgreement(), consent.recordedAt(), withdrawn);
    }
  }

  /** Who took the consent back, and when. */
  public record WithdrawalView(String by, Instant at) {}
}
