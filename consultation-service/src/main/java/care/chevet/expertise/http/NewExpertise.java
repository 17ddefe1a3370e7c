package care.chevet.expertise.http;

import care.chevet.bedside.Reading;
import care.chevet.consultation.http.NewAsking;
import care.chevet.consultation.http.NewConsent;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The body of {@code POST /api/v1/expertises}. */
record NewExpertise(
    @Nullable UUID resident,
    @Nullable String specialty,
    @Nullable String urgency,
    @Nullable String question,
    @Nullable List<Reading> vitals,
    @Nullable Map<String, @Nullable Object> checklist,
    @Nullable NewConsent consent)
    implements NewAsking {}
