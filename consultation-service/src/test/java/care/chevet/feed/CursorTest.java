package care.chevet.feed;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CursorTest {
  @Test
  void aCursorIsReadAsItWasWritten() {
    var cursor = new Cursor(815, 42);
    assertThat(Cursor.of(cursor.text())).hasValue(cursor);
    assertThat(new Cursor(9, 100)).isLessThan(new Cursor(10, 1));
    assertThat(new Cursor(10, 1)).isLessThan(new Cursor(10, 2));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1", "-1-1", "1-", "a-b", "1-1-1", " 1-1", "9999999999999999999-1"})
  void whatWasNotWrittenByUsIsNoCursor(String text) {
    assertThat(Cursor.of(text)).isEmpty();
  }
}
