package care.chevet.fhir.resident;

import care.chevet.fhir.feed.FeedEvent;
import care.chevet.fhir.feed.FeedListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Keeps the resident index current with what the feed tells. */
@Component
@Order(1)
final class KeepingResidents implements FeedListener {

  private final Residents residents;

  KeepingResidents(Residents residents) {
    this.residents = residents;
  }

  @Override
  public void on(FeedEvent event) {
    switch (event) {
      case FeedEvent.ResidentChanged changed ->
          residents.keep(changed.resident(), changed.header().occurredAt());
      case FeedEvent.ConsultationChanged changed ->
          residents.keep(changed.consultation().resident(), changed.header().occurredAt());
      case FeedEvent.ExpertiseChanged changed ->
          residents.keep(changed.expertise().resident(), changed.header().occurredAt());
      case FeedEvent.BookingChanged changed ->
          residents.keep(changed.booking().resident(), changed.header().occurredAt());
      case FeedEvent.AttachmentAdded _, FeedEvent.ResidentErased _, FeedEvent.Other _ -> {}
    }
  }
}
