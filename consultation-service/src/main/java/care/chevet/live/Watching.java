package care.chevet.live;

import care.chevet.access.Actor;
import care.chevet.feed.Cursor;
import care.chevet.feed.FeedEvents.Mark;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What one person is shown as consultations change: each as it is now, if she may see it. */
public final class Watching {
  private static final String CONSULTATION = "consultation";
  private static final String EXPERTISE = "expertise";
  private static final String ATTACHMENT = "attachment";

  private final LiveTail tail;
  private final LiveViews views;
  private final ExpertiseViews expertises;
  private final AttachmentViews attachments;

  public Watching(
      LiveTail tail, LiveViews views, ExpertiseViews expertises, AttachmentViews attachments) {
    this.tail = tail;
    this.views = views;
    this.expertises = expertises;
    this.attachments = attachments;
  }

  /** Something that changed, by its kind, and the cursor to come back with. */
  public record Change(Cursor cursor, String kind, Object view) {}

  /** Where watching starts for who names no place. */
  public Cursor now() {
    return tail.last();
  }

  /** The changes after the cursor, and then as they come. The actor is asked for anew each time. */
  public Flux<Change> changes(Cursor from, Supplier<Actor> actor) {
    return Flux.defer(() -> {
      var read = new AtomicReference<>(from);
      return Flux.merge(tail.moved(), Flux.just(from))
          .onBackpressureLatest()
          .concatMap(_ -> batches(read), 1)
          .concatMap(mark -> change(mark, actor.get()), 1);
    });
  }

  private Flux<Mark> batches(AtomicReference<Cursor> read) {
    return tail.after(read.get())
        .flatMapMany(marks -> {
          if (marks.isEmpty()) {
            return Flux.empty();
          }
          read.set(marks.getLast().cursor());
          return Flux.fromIterable(newestOfEach(marks)).concatWith(Flux.defer(() -> batches(read)));
        });
  }

  /** A view shows the present, so of several changes to one consultation the last is enough. */
  private static List<Mark> newestOfEach(List<Mark> marks) {
    var newest = new LinkedHashMap<Object, Mark>();
    for (Mark mark : marks) {
      if (Set.of(CONSULTATION, EXPERTISE, ATTACHMENT).contains(mark.subject().kind())) {
        newest.remove(mark.subject().id());
        newest.put(mark.subject().id(), mark);
      }
    }
    return List.copyOf(newest.values());
  }

  private Mono<Change> change(Mark mark, Actor actor) {
    var subject = mark.subject();
    var view =
        switch (subject.kind()) {
          case EXPERTISE -> expertises.expertise(subject.id(), actor);
          case ATTACHMENT -> attachments.attachment(subject.id(), actor);
          default -> views.consultation(subject.id(), actor);
        };
    return view.map(seen -> new Change(mark.cursor(), subject.kind(), seen));
  }
}
