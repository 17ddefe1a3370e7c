package care.chevet.directory;

import java.time.ZoneId;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Someone who works with Chevet.
 *
 * @param subject who she is to the identity provider ({@code sub} of OpenID Connect)
 * @param rpps her number in the national register of health professionals, when she has one
 * @param careHomes the care homes a nurse works at
 * @param specialties the fields a physician answers in; the first is what she is introduced by
 */
public record Person(
    UUID id,
    String subject,
    Role role,
    String displayName,
    String familyName,
    String givenName,
    @Nullable String rpps,
    Locale locale,
    ZoneId zone,
    Set<UUID> careHomes,
    Set<Specialty> specialties) {}
