package care.chevet.signaling.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import care.chevet.signaling.protocol.ClientFrame.Understood;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is relayed as its sender wrote it says the same as what is written anew. */
final class PassingOnTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private static ClientFrame read(String text) {
    return FrameReader.read(text.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        """
        {"type":"description","seq":7,"ack":3,"id":"i","to":"s-1","pc":"a~b.1","negotiation":2,\
        "description":{"type":"offer","sdp":"v=0\\r\\na=x:\\u00e9\\"\\r\\n"},"proof":"p.q.r"}\
        """,
        """
        {  "description" : {"sdp":"v=0,\\"}", "type":"answer"} ,
         "tracks" : [ {"mid":"0","label":"mic","priority":"high","processing":true} ] ,
         "to":"s-1" , "\\u0074ype":"description", "negotiation": 2 ,"pc":"a,b" , "seq": 1  }\
        """,
        """
        {"type":"description","seq":7,"to":"s-1","pc":"é","negotiation":2,\
        "description":{"type":"offer","sdp":"v=0 é"}}\
        """,
        """
        {"type":"description","seq":7,"to":"s-1","pc":"a","negotiation":2,"proof":null,\
        "description":{"type":"offer","sdp":"v=0"}}\
        """,
        """
        {"candidates":[{"candidate":"candidate:1","sdpMid":"0","sdpMLineIndex":0}],"to":"s",\
        "pc":"a","negotiation":1,"seq":1,"type":"candidates"}\
        """,
        """
        {"candidates":[{"candidate":"candidate:1","sdpMid":null}],"to":"s",\
        "pc":"a","negotiation":1,"seq":1,"type":"candidates"}\
        """
      })
  void theReaderHearsTheSame(String text) {
    Understood frame = (Understood) read(text);
    ServerMessage asWritten;
    ServerMessage anew;
    switch (frame.message()) {
      case ClientMessage.Description said -> {
        asWritten = new ServerMessage.DescriptionFrom("s-2", said);
        anew =
            new ServerMessage.DescriptionFrom(
                "s-2",
                new ClientMessage.Description(
                    said.to(),
                    said.pc(),
                    said.negotiation(),
                    said.sdpType(),
                    said.sdp(),
                    said.tracks(),
                    said.proof(),
                    null));
      }
      case ClientMessage.Candidates said -> {
        asWritten = new ServerMessage.CandidatesFrom("s-2", said);
        anew = new ServerMessage.CandidatesFrom("s-2", said.writtenAs(null));
      }
      case ClientMessage other -> throw new AssertionError(other);
    }
    assertThat(heard(asWritten)).isEqualTo(heard(anew));
  }

  private static JsonNode heard(ServerMessage message) {
    return JSON.readTree(FrameWriter.body(message));
  }

  @Test
  void plainMembersGoOnByteByByte() {
    Understood frame =
        (Understood)
            read(
                "{\"type\":\"candidates\",\"seq\":1,\"to\":\"s\",\"pc\":\"a\" ,\"negotiation\":1,"
                    + "\"candidates\":[ ]}");
    assertThat(((ClientMessage.Candidates) frame.message()).written())
        .isEqualTo("\"pc\":\"a\" ,\"negotiation\":1,\"candidates\":[ ]");
  }

  @Test
  void whatNotEveryReaderTakesForTheSameIsWrittenAnew() {
    assertThat(written("\"pc\":\"é\"")).isNull();
    assertThat(written("\"pc\":\"a\",\"id\":null")).isNull();
    assertThat(written("\"pc\":\"a\"")).isNotNull();
  }

  private static String written(String members) {
    Understood frame =
        (Understood)
            read(
                "{\"type\":\"candidates\",\"seq\":1,\"to\":\"s\",\"negotiation\":1,\"candidates\":[],"
                    + members
                    + "}");
    return ((ClientMessage.Candidates) frame.message()).written();
  }

  @Test
  void noMemberMayComeTwiceNotEvenAsNull() {
    assertThat(read("{\"type\":\"ping\",\"type\":\"ping\"}"))
        .isInstanceOf(ClientFrame.Unreadable.class);
    assertThat(read("{\"type\":\"ping\",\"id\":null,\"id\":\"a\"}"))
        .isInstanceOf(ClientFrame.Unreadable.class);
    assertThat(read("{\"type\":\"ping\",\"id\":\"a\",\"id\":null}"))
        .isInstanceOf(ClientFrame.Unreadable.class);
  }
}
