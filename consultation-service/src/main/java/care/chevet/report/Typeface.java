package care.chevet.report;

import java.awt.Color;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.openpdf.text.Font;
import org.openpdf.text.pdf.BaseFont;

/**
 * The letters and colours of printed documents; the fonts are embedded, so they print the same
 * anywhere.
 */
final class Typeface {
  static final Color INK = new Color(0x1F, 0x29, 0x33);
  static final Color MUTED = new Color(0x5B, 0x67, 0x70);
  static final Color ACCENT = new Color(0x0F, 0x5C, 0x63);
  static final Color RULE = new Color(0xD5, 0xDC, 0xE0);
  static final Color PANEL = new Color(0xF3, 0xF7, 0xF7);

  private final BaseFont regular = load("LiberationSans-Regular.ttf");
  private final BaseFont bold = load("LiberationSans-Bold.ttf");
  private final BaseFont fixed = load("LiberationMono-Regular.ttf");

  Font title() {
    return new Font(bold, 19, Font.NORMAL, ACCENT);
  }

  Font heading() {
    return new Font(bold, 8.5f, Font.NORMAL, ACCENT);
  }

  Font name() {
    return new Font(bold, 13, Font.NORMAL, INK);
  }

  Font text() {
    return new Font(regular, 10, Font.NORMAL, INK);
  }

  Font strong() {
    return new Font(bold, 10, Font.NORMAL, INK);
  }

  Font label() {
    return new Font(regular, 8, Font.NORMAL, MUTED);
  }

  Font digits() {
    return new Font(fixed, 8, Font.NORMAL, INK);
  }

  BaseFont plain() {
    return regular;
  }

  private static BaseFont load(String file) {
    try (var font = Typeface.class.getResourceAsStream("/liberation/" + file)) {
      if (font == null) {
        throw new IllegalStateException("the font " + file + " is not on the class path");
      }
      return BaseFont.createFont(
          file, BaseFont.IDENTITY_H, BaseFont.EMBEDDED, true, font.readAllBytes(), null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
