package care.chevet.bedside.http;

import care.chevet.access.Actor;
import care.chevet.bedside.Checklist;
import care.chevet.bedside.ChecklistItem;
import care.chevet.bedside.ChecklistItem.Choice;
import care.chevet.bedside.Checklists;
import care.chevet.directory.Specialty;
import care.chevet.problem.Refusal;
import care.chevet.problem.http.Problems;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;

/** The minimum dossier of a specialty, for the page that gathers it. */
@RestController
final class ChecklistController {
  private static final List<Locale> LANGUAGES = List.of(Locale.FRENCH, Locale.ENGLISH);

  /** A checklist with its labels in the reader's language. */
  record ChecklistView(String specialty, List<ItemView> items) {
    static ChecklistView of(Checklist list, Locale language) {
      return new ChecklistView(
          list.specialty().code(),
          list.items().stream().map(item -> ItemView.of(item, language)).toList());
    }
  }

  /** One item. */
  record ItemView(
      String code,
      String label,
      String kind,
      @Nullable List<ChoiceView> choices,
      boolean required,
      @Nullable Integer min,
      @Nullable String vital,
      @Nullable String attachment,
      @Nullable Long withinHours) {
    static ItemView of(ChecklistItem item, Locale language) {
      var choices = item.choices();
      var within = item.within();
      var vital = item.vital();
      return new ItemView(
          item.code(),
          item.label(language),
          item.kind().code(),
          choices == null
              ? null
              : choices.stream().map(one -> ChoiceView.of(one, language)).toList(),
          item.required(),
          item.min(),
          vital == null && item.kind() == ChecklistItem.Kind.VITAL ? item.code() : vital,
          item.piece(),
          within == null ? null : within.toHours());
    }
  }

  /** An answer to choose. */
  record ChoiceView(String code, String label) {
    static ChoiceView of(Choice choice, Locale language) {
      return new ChoiceView(
          choice.code(), language.getLanguage().equals("en") ? choice.en() : choice.fr());
    }
  }

  private final Checklists checklists;
  private final Problems problems;

  ChecklistController(Checklists checklists, Problems problems) {
    this.checklists = checklists;
    this.problems = problems;
  }

  @GetMapping("/api/v1/checklists/{specialty}")
  ResponseEntity<Object> of(
      @PathVariable String specialty, Actor actor, ServerWebExchange exchange) {
    return Specialty.of(specialty)
        .map(checklists::of)
        .map(list -> ResponseEntity.<Object>ok(ChecklistView.of(list, language(exchange))))
        .orElseGet(() -> problems.answer(Refusal.notFound("not_found"), exchange));
  }

  private static Locale language(ServerWebExchange exchange) {
    var preferred =
        Locale.lookup(exchange.getRequest().getHeaders().getAcceptLanguage(), LANGUAGES);
    return preferred == null ? Locale.FRENCH : preferred;
  }
}
