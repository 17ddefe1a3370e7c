package care.chevet.access;

import care.chevet.directory.Specialty;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The consultations that one person may list, as a condition a query can bind: a consultation is in
 * it if any part holds.
 *
 * @param careHomes those of these care homes
 * @param waitingIn those that wait for a physician in these specialties
 * @param physician those that this person answers or answered
 * @param all every one; how much of each is {@link #visibility}
 */
public record ConsultationScope(
    Set<UUID> careHomes,
    Set<Specialty> waitingIn,
    @Nullable UUID physician,
    boolean all,
    Visibility visibility) {}
