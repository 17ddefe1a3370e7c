package care.chevet.standalone.process;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a child process is started, watched and stopped.
 *
 * @param name what people call it; names its log and its note in the run folder
 * @param command program and arguments
 * @param marker a part of the command line that no other program has; before a process found by its
 *     number is stopped, its command line must contain it
 * @param environment the whole environment, added to the few inherited names
 * @param ready says whether the child does its work
 * @param alive an address that answers 200 as long as the child need not be restarted; without it
 *     only its end is noticed
 * @param stopSignal the signal that asks the child to end
 * @param grace how long it may take to end before it is killed
 */
public record ProcessPlan(
    String name,
    List<String> command,
    String marker,
    Map<String, String> environment,
    Readiness ready,
    Optional<URI> alive,
    StopSignal stopSignal,
    Duration grace) {

  public ProcessPlan {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
    if (command.stream().noneMatch(part -> part.contains(marker))) {
      throw new IllegalArgumentException("the command of " + name + " lacks its marker " + marker);
    }
  }
}
