package care.chevet.signaling.connection;

import care.chevet.signaling.cluster.RoomNodes;
import java.util.function.BooleanSupplier;

/**
 * The other nodes, as this one reaches them.
 *
 * @param self name of this node
 * @param linkKey shared by all nodes, for the links between them
 * @param up whether the nodes can find each other at the moment
 */
@SuppressWarnings("ArrayRecordComponent") // A key; nobody compares neighbours.
public record Neighbours(String self, RoomNodes rooms, byte[] linkKey, BooleanSupplier up) {}
