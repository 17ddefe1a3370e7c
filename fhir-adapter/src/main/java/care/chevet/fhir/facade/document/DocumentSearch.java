package care.chevet.fhir.facade.document;

import care.chevet.fhir.facade.TimeRange;
import care.chevet.fhir.inbound.Inbox;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.Identifier;
import org.jspecify.annotations.Nullable;

/** What of a patient's documents is looked for; what is absent holds for every one. */
record DocumentSearch(
    Optional<Inbox.Token> identifier,
    Optional<Inbox.Token> status,
    Optional<Inbox.Token> type,
    Optional<Inbox.Token> category,
    TimeRange date,
    TimeRange lastUpdated) {

  boolean meets(DocumentReference document) {
    return identifier.filter(token -> !identified(document, token)).isEmpty()
        && status
            .filter(token -> !token.value().equals(document.getStatusElement().getCode()))
            .isEmpty()
        && type.filter(token -> !coded(Stream.of(document.getType()), token)).isEmpty()
        && category.filter(token -> !coded(document.getCategory().stream(), token)).isEmpty()
        && within(date, document.getDate())
        && within(lastUpdated, document.getMeta().getLastUpdated());
  }

  private static boolean identified(DocumentReference document, Inbox.Token token) {
    return Stream.concat(
            Stream.of(document.getMasterIdentifier()), document.getIdentifier().stream())
        .filter(Identifier::hasValue)
        .anyMatch(each -> same(token, each.getSystem(), each.getValue()));
  }

  private static boolean coded(Stream<CodeableConcept> concepts, Inbox.Token token) {
    return concepts
        .flatMap(concept -> concept.getCoding().stream())
        .anyMatch(coding -> same(token, coding.getSystem(), coding.getCode()));
  }

  private static boolean same(Inbox.Token token, @Nullable String system, @Nullable String value) {
    var wanted = token.system();
    return token.value().equals(value) && (wanted.isEmpty() || wanted.equals(system));
  }

  private static boolean within(TimeRange range, @Nullable Date date) {
    if (range.since().isEmpty() && range.until().isEmpty()) {
      return true;
    }
    if (date == null) {
      return false;
    }
    Instant at = date.toInstant();
    return range.since().filter(at::isBefore).isEmpty()
        && range.until().filter(until -> !at.isBefore(until)).isEmpty();
  }
}
