package care.chevet.access.http;

import java.time.Duration;
import java.util.stream.IntStream;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much one address and one account may ask of the routes where somebody guesses, searches
 * through people, or is let into a room, {@code chevet.limits}. Each is a number of requests that
 * comes back over {@code within}, counted by each replica for itself. One address may be a whole
 * hospital's, so its numbers are many people's.
 *
 * @param signInsPerAddress steps of sign-ins, of which each takes two
 * @param signInsPerAccount sign-ins that succeed
 * @param searchesPerAddress lists of residents, physicians and matches, free times, emergencies
 * @param searchesPerAccount the same
 * @param ticketsPerAddress tickets of join and invitations of guests
 * @param ticketsPerAccount the same
 * @param withoutAccountPerAddress more than a person types, far fewer than a search for a code or a
 *     guest's secret needs
 */
@ConfigurationProperties("chevet.limits")
record LimitSettings(
    @DefaultValue("600") int signInsPerAddress,
    @DefaultValue("60") int signInsPerAccount,
    @DefaultValue("2400") int searchesPerAddress,
    @DefaultValue("240") int searchesPerAccount,
    @DefaultValue("1200") int ticketsPerAddress,
    @DefaultValue("60") int ticketsPerAccount,
    @DefaultValue("30") int withoutAccountPerAddress,
    @DefaultValue("1m") Duration within) {

  LimitSettings {
    var lowest =
        IntStream.of(
                signInsPerAddress,
                signInsPerAccount,
                searchesPerAddress,
                searchesPerAccount,
                ticketsPerAddress,
                ticketsPerAccount,
                withoutAccountPerAddress)
            .min()
            .orElseThrow();
    if (lowest < 1 || !within.isPositive()) {
      throw new IllegalArgumentException("every number of chevet.limits is above zero");
    }
  }

  RequestBound bound(int requestsMax) {
    return new RequestBound(requestsMax, within);
  }
}
