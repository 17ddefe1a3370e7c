package care.chevet.signaling.protocol;

import java.util.List;

/** The messages that the protocol document shows, as the server holds them. */
final class Samples {
  static final Participant NURSE =
      new Participant(
          "s-0a11bb22cc",
          "0199a1c2-0000-7000-8000-000000000211",
          "Claire Dubourg",
          Role.NURSE,
          "zz81mmpa",
          false,
          true,
          MediaState.ALL_ON,
          false);

  static final Participant PHYSICIAN =
      new Participant(
          "s-4f1c9a7be2",
          "0199a1c2-0000-7000-8000-000000000201",
          "Dr Hélène Vasseur",
          Role.PHYSICIAN,
          "k3f9q2m8",
          true,
          true,
          MediaState.ALL_ON,
          null);

  static final ServerMessage.Welcome WELCOME =
      new ServerMessage.Welcome(
          0,
          "0199a1c2-6f00-7a11-8c3d-2b1f0e9d8c7b",
          "s-4f1c9a7be2",
          "q83vASNFZ4mrze8BI0VniavN7wEjRWeJq83vASNFZ4k",
          "e-91ab",
          0,
          1,
          ResumeOutcome.NONE,
          Admission.ADMITTED,
          PHYSICIAN,
          new ServerMessage.Roster(List.of(NURSE), List.of()),
          ice("1795255860:s-4f1c9a7be2", "zk0f1eJ0M1b5x9p8w6m0eWc1Q2M="),
          "eyJyb29tIjoiciJ9.bWFj");

  static final ServerMessage.Admitted ADMITTED =
      new ServerMessage.Admitted(
          new ServerMessage.Roster(List.of(), List.of()),
          new IceServers(List.of(), IcePolicy.ALL, 600),
          "eyJyb29tIjoiciJ9.bWFj");

  static final ServerMessage.DescriptionFrom DESCRIPTION =
      new ServerMessage.DescriptionFrom(
          "s-0a11bb22cc",
          new ClientMessage.Description(
              "s-4f1c9a7be2",
              "k3f9q2m8~zz81mmpa.1",
              1,
              SdpType.ANSWER,
              "v=0\r\no=- 2 1 IN IP4 127.0.0.1\r\n",
              List.of(new TrackLabel("0", "mic", "high", true)),
              "eyJhbGciOiJFUzI1NiJ9.e30.c2ln",
              null));

  static final ServerMessage.CandidatesFrom CANDIDATES =
      new ServerMessage.CandidatesFrom(
          "s-0a11bb22cc",
          new ClientMessage.Candidates(
              "s-4f1c9a7be2",
              "k3f9q2m8~zz81mmpa.1",
              1,
              List.of(
                  new IceCandidate(
                      "candidate:1 1 udp 2113937151 192.0.2.9 50000 typ host", "0", 0, "x9Pq")),
              null));

  static IceServers ice(String username, String credential) {
    return new IceServers(
        List.of(new IceServers.Server(List.of("turn:turn.example.org:3478"), username, credential)),
        IcePolicy.ALL,
        600);
  }

  private Samples() {}
}
