package care.chevet.fhir.privacy;

import care.chevet.fhir.feed.FeedEvent;
import care.chevet.fhir.feed.FeedListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Erases here what the consultation service has erased there, in the order of the feed. */
@Component
final class ErasingResidents implements FeedListener {

  private static final Logger log = LoggerFactory.getLogger(ErasingResidents.class);

  private final PersonalData data;

  ErasingResidents(PersonalData data) {
    this.data = data;
  }

  @Override
  public void on(FeedEvent event) {
    if (event instanceof FeedEvent.ResidentErased(_, var resident)) {
      data.erase(resident);
      log.info("what was on record about one resident is erased");
    }
  }
}
