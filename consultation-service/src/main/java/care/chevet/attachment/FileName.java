package care.chevet.attachment;

import java.text.Normalizer;

/**
 * A file's name made safe: no folder, no control or direction-changing character, nothing a shell
 * or a file system reads as a command, and the extension of the format that the file really has, so
 * that no name can make a downloaded photograph open as a page or a program.
 */
public record FileName(String value) {
  private static final String NAMELESS = "sans-nom";

  public FileName {
    if (value.isBlank() || value.length() > AttachmentLimits.FILE_NAME_CHARACTERS_MAX) {
      throw new IllegalArgumentException("a file name has 1 to 120 characters");
    }
  }

  /** The safe name nearest to the one that was sent. */
  public static FileName from(String sent, Format format) {
    var name = Normalizer.normalize(sent, Normalizer.Form.NFC);
    name = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
    // Controls, surrogate halves, unassigned and invisible formatting characters: \p{C} is all of
    // them.
    name = name.replaceAll("[\\p{C}\\p{Zl}\\p{Zp}]", "");
    name = name.replaceAll("[<>:\"|?*;%$`'&{}\\[\\]#]", "_");
    name = name.replaceAll("\\s+", " ").replaceAll("^[.\\s~-]+|[.\\s]+$", "");
    var ending = "." + format.extension();
    var stem =
        name.toLowerCase(java.util.Locale.ROOT).endsWith(ending)
            ? name.substring(0, name.length() - ending.length())
            : name;
    stem = stem.isBlank() ? NAMELESS : stem;
    var room = AttachmentLimits.FILE_NAME_CHARACTERS_MAX - ending.length();
    return new FileName(cut(stem, room) + ending);
  }

  private static String cut(String stem, int charactersMax) {
    if (stem.length() <= charactersMax) {
      return stem;
    }
    // Not between the two halves of one character.
    var end =
        Character.isHighSurrogate(stem.charAt(charactersMax - 1))
            ? charactersMax - 1
            : charactersMax;
    return stem.substring(0, end);
  }
}
