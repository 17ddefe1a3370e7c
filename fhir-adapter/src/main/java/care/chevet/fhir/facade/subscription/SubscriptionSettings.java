package care.chevet.fhir.facade.subscription;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How hospitals are notified, {@code chevet.subscriptions}.
 *
 * @param retryFirst bound of the wait after the first failure, doubled by each further one
 * @param retryMost its bound
 * @param givenUpAfter how long a subscription fails until nobody tries any more
 * @param pause between two looks at what is due
 */
@Validated
@ConfigurationProperties("chevet.subscriptions")
record SubscriptionSettings(
    @NotNull @DefaultValue("2s") Duration retryFirst,
    @NotNull @DefaultValue("10m") Duration retryMost,
    @NotNull @DefaultValue("72h") Duration givenUpAfter,
    @NotNull @DefaultValue("5s") Duration pause) {}
