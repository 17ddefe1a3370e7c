package care.chevet.consultation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Keeps {@code docs/consultation-lifecycle.md} in step with the tables that the code runs from. Run
 * with {@code -Dlifecycle.print=true}, it prints them into the document instead.
 */
final class LifecycleDocumentTest {
  private static final String BEGIN = "<!-- printed from the transition table: begin -->\n";
  private static final String END = "<!-- printed from the transition table: end -->\n";
  private static final Path DOCUMENT =
      Path.of(System.getProperty("project.root"), "docs", "consultation-lifecycle.md");

  @Test
  void theDocumentShowsTheTables() throws IOException {
    var document = Files.readString(DOCUMENT);
    var begin = document.indexOf(BEGIN) + BEGIN.length();
    var end = document.indexOf(END);
    if (Boolean.getBoolean("lifecycle.print")) {
      Files.writeString(
          DOCUMENT, document.substring(0, begin) + printed() + document.substring(end));
    } else {
      assertThat(document.substring(begin, end))
          .as("the tables in %s; print them with -Dlifecycle.print=true", DOCUMENT)
          .isEqualTo(printed());
    }
  }

  private static String printed() {
    return """

    ```mermaid
    stateDiagram-v2
        direction TB
    %s```

    | from | act | by | to |
    |---|---|---|---|
    %s
    Without moving on:

    | activity | by | in |
    |---|---|---|
    %s
    What comes next after a side exit, once, on the same dossier:

    | after | by | way |
    |---|---|---|
    %s
    """
        .formatted(arrows(), transitions(), allowances(), nextSteps());
  }

  private static String arrows() {
    var moves =
        Lifecycle.TABLE.stream()
            .map(row ->
                "    %s --> %s: %s · %s%n"
                    .formatted(
                        node(State.of(row.from())),
                        node(State.of(row.to())),
                        ActName.of(row.act()).action(),
                        names(row.by())))
            .collect(Collectors.joining());
    var ends =
        Arrays.stream(State.values())
            .filter(LifecycleDocumentTest::isFinal)
            .map(state -> "    %s --> [*]%n".formatted(node(state)))
            .collect(Collectors.joining());
    return "    [*] --> requested: request · nurse\n" + moves + ends;
  }

  private static boolean isFinal(State state) {
    return Lifecycle.TABLE.stream().noneMatch(row -> State.of(row.from()) == state);
  }

  private static String transitions() {
    return Lifecycle.TABLE.stream()
        .map(row ->
            "| %s | %s | %s | %s |%n"
                .formatted(
                    State.of(row.from()).code(),
                    ActName.of(row.act()).action(),
                    names(row.by()),
                    State.of(row.to()).code()))
        .collect(Collectors.joining());
  }

  private static String allowances() {
    return Lifecycle.ALLOWANCES.stream()
        .map(row ->
            "| %s | %s | %s |%n"
                .formatted(
                    row.activity().code(),
                    name(row.by()),
                    row.in().stream().map(State::code).collect(Collectors.joining(", "))))
        .collect(Collectors.joining());
  }

  private static String nextSteps() {
    return NextSteps.TABLE.stream()
        .map(step ->
            "| %s | %s | %s |%n"
                .formatted(
                    step.after().code(),
                    name(step.by()),
                    step.ways().stream().map(Way::code).collect(Collectors.joining(", "))))
        .collect(Collectors.joining());
  }

  /** Mermaid takes no hyphen in the name of a state. */
  private static String node(State state) {
    return state.code().replace('-', '_');
  }

  private static String names(Collection<Party> parties) {
    return parties.stream().map(LifecycleDocumentTest::name).collect(Collectors.joining(", "));
  }

  private static String name(Party party) {
    return party.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
