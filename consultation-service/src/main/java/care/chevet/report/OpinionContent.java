package care.chevet.report;

import care.chevet.directory.CareHome;
import care.chevet.directory.Person;
import care.chevet.directory.Specialty;
import care.chevet.expertise.ExpertiseFile;
import care.chevet.resident.Resident;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Everything that an expert puts her name to in an opinion. It has one version: who thinks again is
 * asked again.
 *
 * @param text what she wrote
 */
public record OpinionContent(ExpertiseFile file, UUID expert, String text, Instant signedAt)
    implements SignedContent {

  @Override
  public Resident resident() {
    return file.resident();
  }

  @Override
  public CareHome careHome() {
    return file.careHome();
  }

  @Override
  public Person physician() {
    return file.person(expert);
  }

  @Override
  public Specialty specialty() {
    return file.expertise().asked().specialty();
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public @Nullable String reason() {
    return null;
  }

  @Override
  public String canonical() {
    var asked = file.expertise().asked();
    var form =
        new CanonicalForm("chevet-opinion-1")
            .line("expertise", asked.id())
            .people(this)
            .line("nurse.id", asked.nurse())
            .line("specialty", asked.specialty().code())
            .line("requestedAt", asked.at())
            .line("question", asked.question());
    for (var said : file.onFile().messages()) {
      form.line("message." + said.kind(), said.at() + " " + said.by() + " " + said.text());
    }
    return form.line("text", text).line("signedAt", signedAt).toString();
  }
}
