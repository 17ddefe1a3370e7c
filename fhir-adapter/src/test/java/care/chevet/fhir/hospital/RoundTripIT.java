package care.chevet.fhir.hospital;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import care.chevet.fhir.mapping.Canonical;
import care.chevet.fhir.mapping.ConsultationMapping;
import care.chevet.fhir.mapping.Dialect;
import care.chevet.fhir.mapping.ExactJson;
import care.chevet.fhir.mapping.Piece;
import care.chevet.fhir.mapping.TakenTypes;
import care.chevet.fhir.mapping.Tenant;
import care.chevet.fhir.support.MisbehavingHospital;
import care.chevet.fhir.support.RandomConsultations;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** What we own, as a hospital gives it back: after its model, its XML, its ids and versions. */
final class RoundTripIT {

  private static final int CONSULTATIONS = Integer.getInteger("chevet.roundtrips", 25);
  private static final String FINESS = "990000101";

  private final MisbehavingHospital hospital = new MisbehavingHospital();
  private final ConsultationMapping mapping = new ConsultationMapping(new Tenant("test"), true);
  private final HospitalClient client =
      new HospitalConnections(
              new HospitalSettings(
                  List.of(
                      new HospitalSettings.Entry(
                          FINESS,
                          "CH",
                          hospital.address().resolve("/fhir"),
                          "r4",
                          null,
                          null,
                          null,
                          null)),
                  List.of()),
              new AllowedEndpoints(List.of("127.0.0.0/8", "::1")),
              Duration.ofSeconds(10),
              Clock.systemUTC())
          .to(FINESS)
          .orElseThrow();
  private final IParser json = FhirContext.forR4Cached().newJsonParser();
  private final IParser xml = FhirContext.forR4Cached().newXmlParser();

  @AfterEach
  void stop() {
    hospital.close();
  }

  @ParameterizedTest
  @EnumSource
  void everyFieldComesBackAsItLeft(Dialect dialect) throws InterruptedException {
    var drawn = new RandomConsultations(dialect.name().hashCode());
    for (var count = 0; count < CONSULTATIONS; count++) {
      var consultation = drawn.next();
      var pdf = drawn.document();
      var pieces =
          mapping.pieces(
              new ConsultationMapping.Material(
                  consultation, Optional.of(pdf), true, List.of(), List.of()),
              dialect,
              TakenTypes.ALL);
      assertThat(SentFacts.of(back(pieces))).isEqualTo(SentFacts.of(consultation, pdf));
    }
  }

  @ParameterizedTest
  @EnumSource
  void soDoesEveryFieldOfAQuestionToASpecialist(Dialect dialect) throws InterruptedException {
    var drawn = new RandomConsultations(dialect.name().hashCode());
    for (var count = 0; count < CONSULTATIONS; count++) {
      var expertise = drawn.expertise();
      var pdf = drawn.document();
      var recordings = drawn.recordings(expertise);
      var pieces =
          mapping.pieces(
              expertise,
              Optional.ofNullable(expertise.opinion()).map(_ -> pdf),
              recordings,
              dialect,
              TakenTypes.ALL);
      assertThat(SentQuestions.ofExpertise(back(pieces)))
          .isEqualTo(SentQuestions.of(expertise, pdf, recordings));
    }
  }

  @ParameterizedTest
  @EnumSource
  void soDoesEveryFieldOfABooking(Dialect dialect) throws InterruptedException {
    var drawn = new RandomConsultations(dialect.name().hashCode());
    for (var count = 0; count < CONSULTATIONS; count++) {
      var booking = drawn.booking();
      assertThat(SentQuestions.ofBooking(back(mapping.pieces(booking, dialect, TakenTypes.ALL))))
          .isEqualTo(SentQuestions.of(booking));
    }
  }

  /** What the hospital gives back of each piece, which is what was sent. */
  private List<Resource> back(List<Piece> pieces) throws InterruptedException {
    var places = sent(pieces);
    var back = new ArrayList<Resource>();
    for (var piece : pieces) {
      var kept = kept(piece);
      assertThat(Canonical.hash(kept, places)).as(piece.json()).isEqualTo(piece.content());
      var resource = ours(kept, places);
      assertThat(json.encodeResourceToString(resource))
          .isEqualTo(json.encodeResourceToString(ours(ExactJson.read(piece.json()), places)));
      back.add(resource);
    }
    return back;
  }

  /** Sends everything, and tells our identifier of each place where it now lies. */
  private Map<String, String> sent(List<Piece> pieces) throws InterruptedException {
    var outgoing = pieces.stream().map(piece -> new Outgoing(piece, Optional.empty())).toList();
    var answer = client.send(outgoing, Map.of());
    assertThat(answer).isInstanceOf(Answer.Accepted.class);
    var places = new HashMap<String, String>();
    for (var piece : pieces) {
      var held = ((Answer.Accepted) answer).held().get(piece.identifier());
      places.put(piece.resourceType() + "/" + held.remoteId(), piece.identifier());
    }
    return places;
  }

  /** As a server with a model of its own gives it: read, kept as XML, written as JSON. */
  private JsonNode kept(Piece piece) throws InterruptedException {
    var found = client.find(piece.resourceType(), piece.identifier());
    assertThat(found).as(piece.resourceType()).isInstanceOf(Lookup.Present.class);
    var held = json.parseResource(((Lookup.Present) found).resource().toString());
    var stored = xml.parseResource(xml.encodeResourceToString(held));
    return ExactJson.read(json.encodeResourceToString(stored));
  }

  /** Without what the server counts, and with our identifiers where its places stand. */
  private Resource ours(JsonNode resource, Map<String, String> places) {
    var parsed = (Resource) json.parseResource(resource.toString());
    parsed.setId((String) null);
    parsed.getMeta().setVersionId(null).setLastUpdated(null);
    for (var info : FhirContext.forR4Cached().newTerser().getAllResourceReferences(parsed)) {
      var reference = (Reference) info.getResourceReference();
      var written = reference.getReference();
      if (written != null) {
        reference.setReference(places.getOrDefault(written, written));
      }
    }
    return parsed;
  }
}
