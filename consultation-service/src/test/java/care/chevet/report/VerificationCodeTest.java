package care.chevet.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.Test;

final class VerificationCodeTest {
  private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final Sha256 DIGEST = Sha256.of("abc".getBytes(StandardCharsets.US_ASCII));
  private static final VerificationCode CODE = VerificationCode.of(DIGEST);

  @Test
  void itIsTheFirstEightyBitsOfTheDigestAndACheckSymbol() {
    assertThat(CODE.spoken()).matches("Q9W1-DFWF-077Y-MGA1-[0-9A-HJKMNP-TV-Z]");
    var firstTen = Arrays.copyOf(DIGEST.digest(), 10);
    assertThat(CODE.lookup()).isEqualTo(Sha256.of(firstTen));
  }

  @Test
  void itIsReadAsPeopleTypeIt() {
    assertThat(VerificationCode.typed(CODE.spoken())).contains(CODE);
    assertThat(VerificationCode.typed(" " + CODE.symbols().toLowerCase(Locale.ROOT) + " "))
        .contains(CODE);
    assertThat(VerificationCode.typed(CODE.spoken().replace('0', 'o').replace('1', 'l')))
        .contains(CODE);
    for (var none : new String[] {"", "Q9W1", CODE.symbols() + "0", "é".repeat(17)}) {
      assertThat(VerificationCode.typed(none)).isEmpty();
    }
  }

  @Test
  void oneSymbolMisreadIsFoundOut() {
    for (int at = 0; at < CODE.symbols().length(); at++) {
      for (int other = 0; other < ALPHABET.length(); other++) {
        var symbol = ALPHABET.charAt(other);
        var typed = new StringBuilder(CODE.symbols());
        typed.setCharAt(at, symbol);
        assertThat(VerificationCode.typed(typed.toString()).isPresent())
            .isEqualTo(symbol == CODE.symbols().charAt(at));
      }
    }
  }

  @Test
  void twoSymbolsExchangedAreFoundOut() {
    var symbols = CODE.symbols();
    for (int one = 0; one < symbols.length(); one++) {
      for (int other = one + 1; other < symbols.length(); other++) {
        var typed = new StringBuilder(symbols);
        typed.setCharAt(one, symbols.charAt(other));
        typed.setCharAt(other, symbols.charAt(one));
        assertThat(VerificationCode.typed(typed.toString()).isPresent())
            .isEqualTo(symbols.charAt(one) == symbols.charAt(other));
      }
    }
  }
}
