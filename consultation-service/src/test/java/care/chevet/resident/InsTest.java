package care.chevet.resident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class InsTest {
  private static final String DEMO = "1.2.250.1.213.1.4.11";

  @Test
  void theKeyIsNinetySevenLessTheRestOfTheOthers() {
    assertThat(new Ins(DEMO, "234059999900108").keyHolds()).isTrue();
    assertThat(new Ins(DEMO, "234059999900109").keyHolds()).isFalse();
  }

  @Test
  void corsicasLettersCountAsTheirNumbers() {
    long body = 2340519999001L;
    var key = 97 - body % 97;
    assertThat(new Ins(DEMO, "234052A999001%02d".formatted(key)).keyHolds()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "23405999990010", "2340599999001081", "23405C999900108", "abc"})
  void whatIsNoNumberIsNone(String value) {
    assertThatThrownBy(() -> new Ins(DEMO, value)).isInstanceOf(IllegalArgumentException.class);
  }
}
