package care.chevet.fhir.hl7;

import static care.chevet.fhir.support.Surroundings.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ca.uhn.hl7v2.DefaultHapiContext;
import ca.uhn.hl7v2.util.Terser;
import care.chevet.fhir.support.ConsultationServiceDouble;
import care.chevet.fhir.support.Events;
import care.chevet.fhir.support.MllpPeer;
import care.chevet.fhir.support.RunningAdapter;
import care.chevet.fhir.support.Surroundings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** Admissions in and documents out, over real sockets. */
final class Hl7IT {

  private static final String RESIDENT = "0199a1c2-0000-7000-8000-000000000301";
  private static final String ADT =
      "MSH|^~\\&|HIS|990000101|CHEVET||20261121100000||ADT^%1$s^ADT_A01|%2$s|P|2.5||||||%3$s\r"
          + "EVN|%1$s|20261121100000\r"
          + "PID|1||%4$s^^^HIS&1.2.250.1.71.4.2.2.990000101&ISO^PI"
          + "~234059999900108^^^INS&1.2.250.1.213.1.4.11&ISO^INS"
          + "||TOURNESOL^MARGUERITE^JEANNE^^^^L~GENÊT^MARGUERITE^^^^^D||19340512|F\r";

  /** Longer than a busy machine keeps an answer back: what is not answered is sent again. */
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(5);

  private final Surroundings around = new Surroundings();
  private final MllpPeer peer = new MllpPeer();
  private final RunningAdapter adapter =
      around
          .adapter()
          .with("chevet.mllp.lines[0].finess", Events.HOSPITAL)
          .with("chevet.mllp.lines[0].listen-port", 0)
          .with("chevet.mllp.lines[0].send-host", "localhost")
          .with("chevet.mllp.lines[0].send-port", peer.port())
          .with("chevet.mllp.answer-within", ANSWER_WITHIN)
          .with("chevet.mllp.frame-bytes-max", 100_000)
          .start();
  private final int port = adapter.bean(Hl7Lines.class).port(Events.HOSPITAL);

  @BeforeEach
  void aResident() {
    around.service.publish(Events.residentRegistered());
    await().atMost(SOON).until(() -> count("SELECT count(*) FROM resident") == 1);
  }

  @AfterEach
  void stop() {
    adapter.close();
    peer.close();
    around.close();
  }

  @Test
  void anAdmittedPatientIsMatchedByHerIns() throws Exception {
    var answer = call(adt("A01", "m1", "IPP-1"));

    assertThat(answer).contains("MSA|AA|m1");
    assertThat(match()).isEqualTo("linked " + RESIDENT);
    assertThat(call(adt("A08", "m2", "IPP-1"))).contains("MSA|AA|m2");
    assertThat(count("SELECT count(DISTINCT source_id) FROM import")).isEqualTo(1);
  }

  @Test
  void aMessageThatComesAgainIsAnsweredAsBefore() throws Exception {
    var first = call(adt("A04", "m1", "IPP-1"));

    assertThat(call(adt("A04", "m1", "IPP-1"))).isEqualTo(first);
    assertThat(count("SELECT count(*) FROM received")).isEqualTo(1);
  }

  @Test
  void aMergedPatientLeavesHerFactsToTheOther() throws Exception {
    var _ = call(adt("A01", "m1", "IPP-1"));
    var _ = call(adt("A01", "m2", "IPP-2"));
    assertThat(count("SELECT count(*) FROM import WHERE current AND NOT deleted")).isEqualTo(2);

    var answer =
        call(adt("A40", "m3", "IPP-1") + "MRG|IPP-2^^^HIS&1.2.250.1.71.4.2.2.990000101&ISO^PI\r");

    assertThat(answer).contains("MSA|AA|m3");
    assertThat(count("SELECT count(*) FROM import WHERE current AND NOT deleted")).isEqualTo(1);
  }

  @Test
  void accentsAreReadInTheCharsetThatTheMessageNames() throws Exception {
    var latin = ADT.formatted("A01", "m1", "8859/1", "IPP-1");
    assertThat(MllpPeer.call(port, latin, StandardCharsets.ISO_8859_1)).contains("MSA|AA|m1");
    assertThat(count("SELECT count(*) FROM import WHERE resource LIKE '%GENÊT%'")).isEqualTo(1);

    var wrong = ADT.formatted("A01", "m2", "UNICODE UTF-8", "IPP-1");
    assertThat(MllpPeer.call(port, wrong, StandardCharsets.ISO_8859_1))
        .contains("MSA|AR|m2|hl7_charset");
  }

  @Test
  void whatCannotBeTakenIsAnsweredSoAndBlocksNothing() throws Exception {
    assertThat(call("nonsense")).contains("MSA|AR||hl7_unreadable");
    assertThat(call("MSH|^~\\&|HIS||CHEVET||20261121||ORU^R01|m1|P|2.5\r"))
        .contains("MSA|AR|m1|hl7_event_not_taken");
    assertThat(call(adt("A01", "m2", "").replace("^PI", "^XX")))
        .contains("MSA|AE|m2|hl7_patient_number_missing");
    assertThat(count("SELECT count(*) FROM import_incident")).isEqualTo(3);

    assertThat(call(adt("A01", "m3", "IPP-1"))).contains("MSA|AA|m3");
  }

  @Test
  void brokenFramesEndTheirConnectionAlone() throws Exception {
    var whole = MllpPeer.framed(adt("A01", "m1", "IPP-1").getBytes(StandardCharsets.UTF_8));
    var truncated = Arrays.copyOf(whole, whole.length / 2);
    assertThat(MllpPeer.raw(port, truncated)).contains("MSA|AR|m1|hl7_frame_truncated");
    assertThat(MllpPeer.raw(port, "GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.UTF_8)))
        .contains("hl7_frame_broken");
    var oversized = adt("A01", "m1", "IPP-1") + "NTE|1||" + "x".repeat(200_000);
    assertThat(call(oversized)).contains("MSA|AR|m1|hl7_frame_too_long");

    assertThat(MllpPeer.raw(port, whole)).contains("MSA|AA|m1");
  }

  @Test
  void aSignedReportLeavesWithItsDocument() throws Exception {
    around.service.publish(Events.consultationReported());

    await().atMost(SOON).until(() -> state().equals("accepted"));

    try (var hapi = new DefaultHapiContext()) {
      var terser = new Terser(hapi.getGenericParser().parse(peer.received.getFirst()));
      assertThat(terser.get("/MSH-9-2")).isEqualTo("T02");
      assertThat(terser.get("/.PID-5-1")).isEqualTo("TOURNESOL");
      assertThat(terser.get("/.PID-3(1)-1")).isEqualTo("234059999900108");
      assertThat(terser.get("/.TXA-17")).isEqualTo("LA");
      assertThat(Base64.getDecoder().decode(terser.get("/.OBX-5-5")))
          .isEqualTo(ConsultationServiceDouble.PDF);
    }
  }

  @Test
  void anAmendedReportReplacesTheOneBefore() {
    around.service.publish(Events.consultationReported());
    await().atMost(SOON).until(() -> state().equals("accepted"));
    var second = Events.consultationReported();
    second.put("id", "second-event");
    ((ObjectNode) second.path("consultation").path("report")).put("version", 2);

    around.service.publish(second);

    await().atMost(SOON).until(() -> messages() == 2);
    assertThat(peer.received.getLast()).contains("MDM^T10").contains("-1^CHEVET");
  }

  @Test
  void anAnswerToAnotherMessageIsNeverTakenForThisOne() {
    var calls = new AtomicInteger();
    peer.answers =
        message ->
            calls.getAndIncrement() == 0
                ? List.of(MllpPeer.ack("AA", "an-earlier-one"))
                : List.of(
                    MllpPeer.ack("AA", "an-earlier-one"),
                    MllpPeer.ack("AA", MllpPeer.controlId(message)));

    around.service.publish(Events.consultationReported());

    await().atMost(SOON.plus(ANSWER_WITHIN)).until(() -> state().equals("accepted"));
    assertThat(calls).hasValueGreaterThanOrEqualTo(2);
    assertThat(messages()).isEqualTo(1);
  }

  @Test
  void aDocumentThatIsNotTakenIsSetAsideAndTheNextPasses() {
    peer.answers =
        message -> {
          var first = MllpPeer.controlId(peer.received.getFirst());
          var own = MllpPeer.controlId(message);
          return List.of(MllpPeer.ack(own.equals(first) ? "AE" : "AA", own));
        };
    around.service.publish(Events.consultationReported(1, 1, Events.HOSPITAL));
    around.service.publish(Events.consultationReported(2, 2, Events.HOSPITAL));

    await().atMost(SOON).until(() -> messages() == 2);

    await()
        .atMost(SOON)
        .until(() -> count("SELECT count(*) FROM hl7_outgoing WHERE state = 'queued'") == 0);
    assertThat(count("SELECT count(*) FROM hl7_outgoing WHERE problem = 'AE pas ici'"))
        .isEqualTo(1);
  }

  private static String adt(String event, String controlId, String number) {
    var text = ADT.formatted(event, controlId, "UNICODE UTF-8", number);
    return event.equals("A40") ? text.replace("ADT_A01", "ADT_A39") : text;
  }

  private String call(String message) throws IOException {
    return MllpPeer.call(port, message, StandardCharsets.UTF_8);
  }

  /** How many the hospital was sent; one that was sent again is the same. */
  private long messages() {
    return peer.received.stream().map(MllpPeer::controlId).distinct().count();
  }

  private int count(String sql) {
    return adapter.jdbc().sql(sql).query(Integer.class).single();
  }

  private String match() {
    return adapter
        .jdbc()
        .sql("SELECT outcome || ' ' || resident FROM patient_match")
        .query(String.class)
        .single();
  }

  private String state() {
    return adapter
        .jdbc()
        .sql("SELECT coalesce(max(state), '') FROM hl7_outgoing")
        .query(String.class)
        .single();
  }
}
