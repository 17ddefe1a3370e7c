package care.chevet.attachment.http;

import care.chevet.access.Actor;
import care.chevet.attachment.Attachment;
import care.chevet.attachment.BodySite;
import care.chevet.attachment.ReadingAttachments;
import care.chevet.directory.Directory;
import care.chevet.directory.Person;
import care.chevet.problem.Outcome;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** What a consultation's attachments are; their bytes are elsewhere. */
@RestController
final class AttachmentsController {
  private final ReadingAttachments reading;
  private final Directory directory;
  private final Answers answers;

  AttachmentsController(ReadingAttachments reading, Directory directory, Answers answers) {
    this.reading = reading;
    this.directory = directory;
    this.answers = answers;
  }

  /** The list that an uploader picks a place on the body from. */
  @GetMapping("/api/v1/body-sites")
  List<AttachmentView.Site> bodySites(Actor actor) {
    return Arrays.stream(BodySite.values())
        .map(site -> AttachmentView.Site.of(site, actor.locale()))
        .toList();
  }

  /** The attachments of a consultation, oldest first. */
  record Listed(List<AttachmentView> items) {}

  @GetMapping("/api/v1/consultations/{consultation}/attachments")
  Mono<ResponseEntity<Object>> list(
      @PathVariable UUID consultation, Actor actor, ServerWebExchange exchange) {
    return reading
        .list(Answers.caller(actor, exchange), consultation)
        .flatMap(outcome ->
            switch (outcome) {
              case Outcome.Refused<List<Attachment>>(var refusal) ->
                  Mono.just(answers.refusal(refusal, exchange));
              case Outcome.Done<List<Attachment>>(var found) ->
                  views(found, actor).map(views -> answer(new Listed(views)));
            });
  }

  @GetMapping("/api/v1/consultations/{consultation}/attachments/{id}")
  Mono<ResponseEntity<Object>> describe(
      @PathVariable UUID consultation,
      @PathVariable UUID id,
      Actor actor,
      ServerWebExchange exchange) {
    return reading
        .describe(Answers.caller(actor, exchange), consultation, id)
        .flatMap(outcome ->
            switch (outcome) {
              case Outcome.Refused<Attachment>(var refusal) ->
                  Mono.just(answers.refusal(refusal, exchange));
              case Outcome.Done<Attachment>(var found) ->
                  views(List.of(found), actor).map(views -> answer(views.getFirst()));
            });
  }

  private static ResponseEntity<Object> answer(Object body) {
    return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(body);
  }

  private Mono<List<AttachmentView>> views(List<Attachment> attachments, Actor actor) {
    var operators = attachments.stream().map(Attachment::operator).collect(Collectors.toSet());
    return directory
        .people(operators)
        .collectMap(Person::id, person -> person, HashMap::new)
        .map(people -> views(attachments, people, actor));
  }

  private static List<AttachmentView> views(
      List<Attachment> attachments, Map<UUID, Person> people, Actor actor) {
    return attachments.stream()
        .map(one -> AttachmentView.of(one, people.get(one.operator()), actor.locale()))
        .toList();
  }
}
