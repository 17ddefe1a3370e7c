package care.chevet.scheduling;

import care.chevet.directory.Specialty;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A question for free slots.
 *
 * @param range in which a slot starts
 * @param language a physician who speaks it ranks above one who does not
 * @param resident whose other appointments are left out, and whose physicians rank first
 * @param physician the only one to ask about, or null for all
 * @param physiciansMax how many physicians to answer with
 * @param slotsMax how many slots of each, earliest first
 */
public record SlotSearch(
    Specialty specialty,
    Interval range,
    @Nullable UUID territory,
    @Nullable String language,
    @Nullable UUID resident,
    @Nullable UUID physician,
    int physiciansMax,
    int slotsMax) {}
