package care.chevet.signaling.cluster;

import java.util.concurrent.CompletionStage;

/** Where a node writes down the rooms that it keeps, so that another one can take them over. */
public interface Ledger {
  /** Makes a change last, all of it or nothing of it. Never completes exceptionally. */
  CompletionStage<Written> write(String room, Change change);
}
