package care.chevet.signaling.room;

import care.chevet.signaling.protocol.Admission;
import care.chevet.signaling.protocol.ServerMessage;
import care.chevet.signaling.room.Negotiation.Pair;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The state of one room, a value.
 *
 * @param relayOnly whether addresses of participants are kept from each other
 * @param seats by session, in order of arrival
 */
public record Room(
    String id,
    boolean relayOnly,
    Map<String, Seat> seats,
    Map<Pair, Negotiation> negotiations,
    Map<String, Ring> rings) {

  public static Room empty(String id, boolean relayOnly) {
    return new Room(id, relayOnly, Map.of(), Map.of(), Map.of());
  }

  public Optional<Seat> seat(String session) {
    return Optional.ofNullable(seats.get(session));
  }

  public boolean hasNobody() {
    return seats.isEmpty();
  }

  /** The call as this seat sees it; a seat in the lobby sees nothing. */
  public ServerMessage.@Nullable Roster rosterFor(Seat viewer) {
    if (!viewer.inCall()) {
      return null;
    }
    return new ServerMessage.Roster(
        others(viewer).map(seat -> seat.seenBy(viewer)).toList(),
        viewer.admits() ? knockers().map(Seat::knock).toList() : List.of());
  }

  /** Those in the call, without this one. */
  Stream<Seat> others(Seat self) {
    return seats.values().stream()
        .filter(seat -> seat.inCall() && !seat.session().equals(self.session()));
  }

  Stream<Seat> knockers() {
    return seats.values().stream().filter(seat -> seat.admission() == Admission.KNOCKING);
  }

  Stream<Seat> admitters() {
    return seats.values().stream().filter(seat -> seat.inCall() && seat.admits());
  }

  Stream<Seat> standingBy(String person) {
    return seats.values().stream()
        .filter(seat -> seat.admission() == Admission.STANDING_BY && seat.person().equals(person));
  }

  Negotiation negotiation(Pair pair) {
    return negotiations.getOrDefault(pair, Negotiation.NONE);
  }

  Room with(Seat seat) {
    return new Room(id, relayOnly, put(seats, seat.session(), seat), negotiations, rings);
  }

  Room without(Seat seat) {
    return new Room(
        id,
        relayOnly,
        keep(seats, key -> !key.equals(seat.session())),
        keep(negotiations, pair -> !pair.involves(seat.session())),
        rings);
  }

  Room with(Pair pair, Negotiation negotiation) {
    return new Room(id, relayOnly, seats, put(negotiations, pair, negotiation), rings);
  }

  Room with(Ring ring) {
    return new Room(id, relayOnly, seats, negotiations, put(rings, ring.invitation(), ring));
  }

  Room without(Ring ring) {
    return new Room(
        id,
        relayOnly,
        seats,
        negotiations,
        keep(rings, invitation -> !invitation.equals(ring.invitation())));
  }

  private static <K, V> Map<K, V> put(Map<K, V> map, K key, V value) {
    Map<K, V> changed = new LinkedHashMap<>(map);
    changed.put(key, value);
    return Collections.unmodifiableMap(changed);
  }

  private static <K, V> Map<K, V> keep(Map<K, V> map, Predicate<K> kept) {
    Map<K, V> changed = new LinkedHashMap<>(map);
    changed.keySet().removeIf(kept.negate());
    return Collections.unmodifiableMap(changed);
  }
}
