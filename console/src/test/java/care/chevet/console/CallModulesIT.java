package care.chevet.console;

import static care.chevet.console.Room.DESK;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The parts of a call that only compute, run in the browser: proofs, and what a bad line sheds. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class CallModulesIT {
  /** A service, two pages, and a description that one of them signs. */
  private static final String LINE =
      """
      async () => {
        const { Proofs } = await import('/call/proofs.js');
        const base64url = (bytes) =>
          btoa(String.fromCharCode(...new Uint8Array(bytes)))
            .replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
        const encode = (object) => base64url(new TextEncoder().encode(JSON.stringify(object)));
        const service = () => crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify']);
        const signed = async (pair, typ, claims) => {
          const text = encode({ alg: 'ES256', typ, kid: 'k' }) + '.' + encode(claims);
          const bytes = new TextEncoder().encode(text);
          const by = { name: 'ECDSA', hash: 'SHA-256' };
          return text + '.' + base64url(await crypto.subtle.sign(by, pair.privateKey, bytes));
        };
        const honest = await service();
        const jwk = { ...(await crypto.subtle.exportKey('jwk', honest.publicKey)), kid: 'k' };
        const identify = async (page, changes = {}, by = honest, typ = 'chevet-identity+jwt') =>
          page.identified(await signed(by, typ, {
            room: 'r', sub: 'claire', name: 'Claire', role: 'nurse', exp: Date.now() / 1000 + 60,
            cnf: { jkt: await page.thumbprint() }, ...changes,
          }));
        const nurse = new Proofs();
        const physician = new Proofs();
        const said = { room: 'r', pc: 'a~b.1', negotiation: 1, sdp: 'a=fingerprint:sha-256 AA:BB\\r\\n' };
        const heard = { ...said, person: 'claire', name: 'Claire', role: 'nurse' };
        const later = (seconds) => { const now = Date.now(); Date.now = () => now + seconds * 1000; };
        await identify(nurse);
        await identify(physician, { sub: 'helene', role: 'physician' });
        const judge = async (changes = {}, change = (proof) => proof) =>
          (await physician.fault({ ...heard, ...changes }, change(await nurse.sign(said)))) ?? 'proven';
        const real = { fetch: globalThis.fetch, now: Date.now };
        let unreachable = 0;
        globalThis.fetch = async () => {
          if (unreachable-- > 0) throw new TypeError('no network');
          return new Response(JSON.stringify({ keys: [jwk] }));
        };
        try {
          return await (async () => { JUDGEMENT })();
        } finally {
          globalThis.fetch = real.fetch;
          Date.now = real.now;
        }
      }
      """;

  private final Room room = new Room();
  private Page page;

  @BeforeAll
  void open() {
    page = room.door(DESK);
  }

  @AfterAll
  void leave() {
    room.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          proven            | return judge();
          other_fingerprint | return judge({ sdp: 'a=fingerprint:sha-256 AA:BC' });
          other_fingerprint | return judge({ sdp: said.sdp + 'a=fingerprint:sha-256 CC:DD' });
          other_fingerprint | return judge({ sdp: '' });
          other_person      | return judge({ person: 'mallory' });
          other_person      | return judge({ name: 'Clara' });
          other_person      | return judge({ role: 'expert' });
          other_negotiation | return judge({ negotiation: 2 });
          other_negotiation | return judge({ pc: 'a~b.2' });
          proven            | return (await Promise.all([judge({ role: 'expert' }), judge()]))[1];
          proven            | unreachable = 1; return judge();
          no_proof          | return judge({}, () => null);
          no_proof          | return judge({ role: 'interpreter' }, () => null);
          not_a_proof       | return judge({}, () => 'x');
          wrong_signature   | return judge({}, (proof) => proof.replace(/[^.]{8}$/, 'AAAAAAAA'));
          expired           | await identify(nurse, { exp: Date.now() }); const proof = await nurse.sign(said); later(600); return judge({}, () => proof);
          unknown_identity  | later(600); return judge();
          unknown_identity  | await identify(nurse, {}, await service()); return judge();
          unknown_identity  | await identify(nurse, {}, honest, 'chevet-ticket+jwt'); return judge();
          other_key         | await identify(nurse, { cnf: { jkt: 'x' } }); return judge();
          other_room        | await identify(nurse, { room: 'q' }); return judge();
          other_room        | const proof = await nurse.sign({ ...said, room: 'q' }); return judge({}, () => proof);
          """)
  void aPageBelievesADescriptionOnlyIfEverythingFits(String verdict, String script) {
    assertThat(page.evaluate(LINE.replace("JUDGEMENT", script))).isEqualTo(verdict);
  }

  @Test
  void theFaceIsShedFirstThenTheExamCameraAndSpeechNever() {
    assertThat(shed("true"))
        .isEqualTo(
            List.of(
                "3: face T2, exam-camera T3",
                "9: face T1, exam-camera T2",
                "15: face T1, exam-camera T1"));
  }

  @Test
  void withoutAnExamCameraThePictureGoesInTwoSteps() {
    assertThat(shed("false"))
        .isEqualTo(List.of("3: face T2, exam-camera T3", "9: face T1, exam-camera T1"));
  }

  private Object shed(String examCamera) {
    return page.evaluate(
        """
        async () => {
          const { TierGovernor } = await import('/call/quality.js');
          const governor = new TierGovernor();
          const asked = [];
          for (let sample = 1; sample <= 30; sample++) {
            const next = governor.next({ level: 'poor', lossPercent: 12 }, %s);
            if (next) asked.push(sample + ': ' + Object.entries(next.tiers).map((one) => one.join(' ')).join(', '));
          }
          return asked;
        }
        """
            .formatted(examCamera));
  }

  @Test
  void aLongWayRoundCostsQualityAndNeverThePicture() {
    assertThat(
            page.evaluate(
                """
                async () => {
                  const { TierGovernor } = await import('/call/quality.js');
                  const governor = new TierGovernor();
                  for (let i = 0; i < 60; i++) governor.next({ level: 'poor', lossPercent: 0 });
                  return governor.tier + ' ' + governor.reason;
                }
                """))
        .isEqualTo("T2 delay");
  }

  @Test
  void aGoodLineIsHintedAtAndOnlyTheUserBringsBackWhatTheUserGaveUp() {
    assertThat(
            page.evaluate(
                """
                async () => {
                  const { TierGovernor } = await import('/call/quality.js');
                  const good = { level: 'good', lossPercent: 0 };
                  const hints = (governor) =>
                    Array.from({ length: 30 }, () => governor.next(good)).filter((next) => next?.back).length;
                  const fallen = new TierGovernor();
                  for (let i = 0; i < 30; i++) fallen.next({ level: 'poor', lossPercent: 12 });
                  const chosen = new TierGovernor();
                  chosen.giveUp();
                  const told = [hints(fallen), fallen.tier, hints(chosen), chosen.tier];
                  chosen.startAnew();
                  return [...told, chosen.tier];
                }
                """))
        .isEqualTo(List.of(1, "T3", 1, "T1", "T3"));
  }
}
