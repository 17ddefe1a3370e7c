package care.chevet.signaling.protocol;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The two things the server looks at in a session description: fragments and candidates. */
public final class Sdp {
  private static final String FRAGMENT = "a=ice-ufrag:";
  private static final String CANDIDATE = "a=candidate:";

  private Sdp() {}

  /** ICE user fragments of a description. */
  static Set<String> fragments(String sdp) {
    Set<String> fragments = HashSet.newHashSet(2);
    for (int at = sdp.indexOf(FRAGMENT); at >= 0; at = sdp.indexOf(FRAGMENT, at + 1)) {
      int end = at;
      while (end < sdp.length() && sdp.charAt(end) != '\r' && sdp.charAt(end) != '\n') {
        end++;
      }
      fragments.add(sdp.substring(at + FRAGMENT.length(), end));
    }
    return fragments;
  }

  static Set<String> fragments(List<IceCandidate> candidates) {
    Set<String> fragments = HashSet.newHashSet(2);
    for (IceCandidate candidate : candidates) {
      if (candidate.usernameFragment() != null) {
        fragments.add(candidate.usernameFragment());
      }
    }
    return fragments;
  }

  /** The description without candidates that would show an address of its sender. */
  public static ClientMessage.Description relayedOnly(ClientMessage.Description message) {
    if (!message.sdp().contains(CANDIDATE)) {
      return message;
    }
    StringBuilder kept = new StringBuilder(message.sdp().length());
    for (String line : message.sdp().split("(?<=\n)", -1)) {
      if (!line.startsWith(CANDIDATE) || line.contains(" typ relay")) {
        kept.append(line);
      }
    }
    return new ClientMessage.Description(
        message.to(),
        message.pc(),
        message.negotiation(),
        message.sdpType(),
        kept.toString(),
        message.tracks(),
        message.proof(),
        null);
  }

  /** The batch without candidates that would show an address of its sender. */
  public static ClientMessage.Candidates relayedOnly(ClientMessage.Candidates message) {
    return new ClientMessage.Candidates(
        message.to(),
        message.pc(),
        message.negotiation(),
        message.candidates().stream().filter(IceCandidate::relayed).toList(),
        null);
  }
}
