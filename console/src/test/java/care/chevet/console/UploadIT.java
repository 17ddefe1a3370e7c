package care.chevet.console;

import static care.chevet.console.Room.TABLET;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Photographs from the bedside, over lines that break. */
final class UploadIT {
  private static final int SIDE_PIXELS = 500;
  private final Room room = new Room();

  @AfterEach
  void leave() {
    room.close();
    assertThat(room.complaints).isEmpty();
  }

  @Test
  void joinsAPhotographToTheDossier() {
    Page page = atTheBedside();
    byte[] photograph = photograph();
    attach(page, photograph);
    assertThat(page.getByTestId("picture")).isVisible();
    assertThat(arrived().bytes.toByteArray()).isEqualTo(photograph);
    assertThat(arrived().metadata)
        .containsEntry("kind", "photo")
        .containsEntry("filetype", "image/png")
        .containsKey("takenat");
    assertThat(page.getByTestId("upload")).hasCount(0);
  }

  @Test
  void saysWhereOnTheBodyAndWithWhatItWasTakenByWhom() {
    room.api()
        .served
        .lay(
            "GET /api/v1/care-homes/home-1/device-kits",
            "{\"items\": [{\"id\": \"k-1\", \"name\": \"Chariot 2\"}]}");
    room.api()
        .served
        .lay("GET /api/v1/body-sites", "[{\"code\": \"76853006\", \"display\": \"Talon\"}]");
    Page page = atTheBedside();
    page.getByTestId("attach-choose")
        .setInputFiles(new FilePayload("talon.png", "image/png", photograph()));
    page.getByTestId("body-site").selectOption("76853006");
    assertThat(page.locator("#devices option")).hasAttribute("value", "Chariot 2");
    page.getByTestId("device").fill("Chariot 2");
    page.getByTestId("attach").click();
    page.getByTestId("picture").click();
    assertThat(arrived().metadata)
        .containsEntry("bodysite", "76853006")
        .containsEntry("device", "Chariot 2");
    assertThat(page.locator("dialog.viewer")).containsText("Claire Dubourg · Chariot 2");
    assertThat(page.getByTestId("digest")).containsText("3f79bb7b435b05321651daefd374cdc6");
    page.getByTestId("close-viewer").click();
    page.getByTestId("attach-choose")
        .setInputFiles(new FilePayload("bilan.pdf", "application/pdf", "%PDF-1.7".getBytes(UTF_8)));
    assertThat(page.getByTestId("device")).hasValue("Chariot 2");
    page.getByTestId("attach").click();
    assertThat(page.locator(".files .file-words").first())
        .containsText("bilan.pdf · Claire Dubourg · Chariot 2");
    assertThat(page.getByTestId("digest").first()).containsText("SHA-256 3f79bb7b…");
  }

  @Test
  void goesOnWhereItWasWhenTheLineBreaks() {
    Page page = atTheBedside();
    room.api().tus.portionsTaken.set(1);
    byte[] photograph = photograph();
    attach(page, photograph);
    assertThat(page.getByTestId("upload")).hasAttribute("data-waiting", "true");
    room.api().tus.portionsTaken.set(-1);
    assertThat(page.getByTestId("picture")).isVisible();
    assertThat(arrived().bytes.toByteArray()).isEqualTo(photograph);
    assertThat(room.api().tus.offsets).doesNotHaveDuplicates();
    assertThat(room.api().tus.files).hasSize(1);
  }

  @Test
  void goesOnAfterAReload() {
    Page page = atTheBedside();
    room.api().tus.portionsTaken.set(1);
    byte[] photograph = photograph();
    attach(page, photograph);
    assertThat(page.getByTestId("upload")).hasAttribute("data-waiting", "true");
    page.reload();
    assertThat(page.getByTestId("upload")).isVisible();
    room.api().tus.portionsTaken.set(-1);
    assertThat(page.getByTestId("picture")).isVisible();
    assertThat(arrived().bytes.toByteArray()).isEqualTo(photograph);
    assertThat(room.api().tus.files).hasSize(1);
  }

  @Test
  void saysWhyAFileIsRefusedAndSendsItAgainWhenAsked() {
    Page page = atTheBedside();
    room.api().tus.refusal =
        """
        {"status": 422, "code": "content_mismatch", "detail": "Ce fichier est endommagé."}\
        """;
    attach(page, photograph());
    assertThat(page.getByTestId("upload")).containsText("Ce fichier est endommagé.");
    page.getByTestId("upload").getByText("Réessayer").click();
    assertThat(page.getByTestId("picture")).isVisible();
  }

  @Test
  void takesNoFileThatTheServiceWouldNot() {
    Page page = atTheBedside();
    page.getByTestId("attach-choose")
        .setInputFiles(new FilePayload("notes.txt", "text/plain", new byte[] {1}));
    assertThat(page.getByText("n’est pas d’un format accepté")).isVisible();
    assertThat(room.api().tus.files).isEmpty();
  }

  @Test
  void letsPhotographsFollowTheRequestTheyWereTakenFor() {
    Page page = room.open("claire.dubourg", TABLET);
    NurseSteps.fill(page, Ward.MARGUERITE);
    byte[] photograph = photograph();
    attach(page, photograph);
    assertThat(page.getByTestId("upload")).containsText("partira avec la demande");
    page.getByTestId("send-request").click();
    assertThat(page.getByTestId("picture")).isVisible();
    assertThat(arrived().bytes.toByteArray()).isEqualTo(photograph);
  }

  @Test
  void keepsNoPhotographOnTheTabletAfterSigningOut() {
    Page page = room.open("claire.dubourg", TABLET);
    NurseSteps.fill(page, Ward.MARGUERITE);
    attach(page, photograph());
    page.onDialog(question -> question.accept());
    page.getByTestId("sign-out").click();
    assertThat(page.getByTestId("sign-in")).isVisible();
    assertThat(
            (Integer)
                page.evaluate(
                    """
                    async () => {
                      const { uploadStore } = await import('/app/upload-store.js');
                      return (await uploadStore.all()).length;
                    }
                    """))
        .isZero();
  }

  private Page atTheBedside() {
    String asked =
        Ward.text(room.ward().waiting(Ward.MARGUERITE, "dermatology", "today", "Plaie.", 5), "id");
    Page page = room.open("claire.dubourg", TABLET);
    room.go(page, "#/consultations/" + asked);
    page.getByTestId("attachments").waitFor();
    return page;
  }

  private static void attach(Page page, byte[] photograph) {
    page.getByTestId("attach-choose")
        .setInputFiles(new FilePayload("talon.png", "image/png", photograph));
    page.getByTestId("attach").click();
  }

  private Tus.File arrived() {
    return room.api().tus.files.values().iterator().next();
  }

  /** A picture that does not compress, so that it takes several portions. */
  private static byte[] photograph() {
    BufferedImage picture = new BufferedImage(SIDE_PIXELS, SIDE_PIXELS, BufferedImage.TYPE_INT_RGB);
    Random noise = new Random(7);
    for (int at = 0; at < SIDE_PIXELS * SIDE_PIXELS; at++) {
      picture.setRGB(at % SIDE_PIXELS, at / SIDE_PIXELS, noise.nextInt());
    }
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      ImageIO.write(picture, "png", bytes);
      return bytes.toByteArray();
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }
}
