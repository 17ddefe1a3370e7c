package care.chevet.consultation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a session went: how long media flowed, and when it fell back to sound alone.
 *
 * <p>Sound alone is outside what the law calls a teleconsultation, so each fall back is kept with
 * its reason.
 */
public record SessionLog(Duration connected, List<SoundOnly> soundOnly) {

  /** The tier of bandwidth at which no picture is left. */
  static final String SOUND_TIER = "T0";

  public SessionLog {
    soundOnly = List.copyOf(soundOnly);
  }

  /** A stretch without picture; no end if it lasts. */
  public record SoundOnly(Instant from, @Nullable Instant until, @Nullable String reason) {}

  /** Something that was told of the room. */
  public record Happening(
      String type, Instant at, String session, @Nullable String tier, @Nullable String reason) {}

  /** Reads the log off what happened, in the order of time. */
  public static SessionLog of(List<Happening> happenings) {
    var reader = new Reader();
    happenings.forEach(reader::read);
    return new SessionLog(reader.connected, reader.soundOnly());
  }

  private static final class Reader {
    private final List<SoundOnly> ended = new ArrayList<>();
    private Duration connected = Duration.ZERO;
    private @Nullable Instant connectedSince;
    private @Nullable SoundOnly open;

    void read(Happening happening) {
      switch (happening.type()) {
        case "media-connected" -> {
          if (connectedSince == null) {
            connectedSince = happening.at();
          }
          picture(happening);
        }
        case "quality" -> picture(happening);
        case "left" -> end(happening.at());
        default -> {}
      }
    }

    private void picture(Happening happening) {
      if (SOUND_TIER.equals(happening.tier())) {
        if (open == null) {
          open = new SoundOnly(happening.at(), null, happening.reason());
        }
      } else if (happening.tier() != null) {
        endSoundOnly(happening.at());
      }
    }

    /** Media flows between two: it ends when either leaves. */
    private void end(Instant at) {
      endSoundOnly(at);
      if (connectedSince != null) {
        connected = connected.plus(Duration.between(connectedSince, at));
        connectedSince = null;
      }
    }

    private void endSoundOnly(Instant at) {
      if (open != null) {
        ended.add(new SoundOnly(open.from(), at, open.reason()));
        open = null;
      }
    }

    List<SoundOnly> soundOnly() {
      if (open != null) {
        ended.add(open);
      }
      return ended;
    }
  }
}
