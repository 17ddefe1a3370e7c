package care.chevet.bedside;

import care.chevet.directory.Specialty;
import care.chevet.problem.Outcome;
import care.chevet.problem.Refusal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The minimum dossier of a specialty: what must be there before a physician is rung. */
public record Checklist(Specialty specialty, List<ChecklistItem> items) {

  public Checklist {
    items = List.copyOf(items);
    if (items.stream().map(ChecklistItem::code).distinct().count() < items.size()) {
      throw new IllegalArgumentException("a code stands once in a checklist: " + specialty.code());
    }
  }

  /** The codes of what is required and not there, in the order of the list. */
  public List<String> missing(Gathered gathered, List<Vital> vitals, Instant at) {
    return items.stream()
        .filter(item -> item.required() && !item.isIn(gathered, vitals, at))
        .map(ChecklistItem::code)
        .toList();
  }

  /**
   * Reads what was typed.
   *
   * @param typed by the item's code; null takes an answer back
   * @return what to keep, empty for an answer taken back; or a refusal that names the first answer
   *     that is none
   */
  public Outcome<Map<String, Optional<String>>> read(Map<String, @Nullable Object> typed) {
    var answers = new LinkedHashMap<String, Optional<String>>();
    for (var one : typed.entrySet()) {
      var item = items.stream().filter(it -> it.code().equals(one.getKey())).findFirst();
      var value = one.getValue();
      var answer = value == null ? Optional.<String>empty() : item.flatMap(it -> it.read(value));
      if (item.isEmpty() || (value != null && answer.isEmpty())) {
        return Outcome.refused(
            Refusal.invalidField(
                "unknown_value", item.isEmpty() ? "checklist" : "checklist." + item.get().code()));
      }
      answers.put(one.getKey(), answer);
    }
    return Outcome.done(answers);
  }
}
