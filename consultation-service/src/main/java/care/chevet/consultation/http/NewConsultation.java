package care.chevet.consultation.http;

import care.chevet.bedside.Reading;
import care.chevet.consultation.Coded;
import care.chevet.consultation.PlaceType;
import care.chevet.problem.Outcome;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The body of {@code POST /api/v1/consultations}. */
record NewConsultation(
    @Nullable UUID resident,
    @Nullable String specialty,
    @Nullable String urgency,
    @Nullable String question,
    @Nullable String placeType,
    @Nullable List<Reading> vitals,
    @Nullable Map<String, @Nullable Object> checklist,
    @Nullable NewConsent consent)
    implements NewAsking {

  Outcome<PlaceType> where() {
    return NewAsking.coded("placeType", placeType, code -> Coded.parse(PlaceType.class, code));
  }
}
