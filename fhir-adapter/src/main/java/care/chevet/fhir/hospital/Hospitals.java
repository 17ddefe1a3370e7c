package care.chevet.fhir.hospital;

import care.chevet.fhir.mapping.TakenTypes;
import java.util.List;
import java.util.Optional;

/** Every hospital of the configuration. */
public record Hospitals(List<Hospital> all) {

  public Hospitals {
    all = List.copyOf(all);
    if (all.stream().map(Hospital::finess).distinct().count() != all.size()) {
      throw new IllegalArgumentException("a FINESS number is configured twice");
    }
    var clients = all.stream().flatMap(hospital -> hospital.clientId().stream()).toList();
    if (clients.stream().distinct().count() != clients.size()) {
      throw new IllegalArgumentException("one client may not act for two hospitals");
    }
  }

  public Optional<Hospital> byFiness(String finess) {
    return all.stream().filter(hospital -> hospital.finess().equals(finess)).findFirst();
  }

  /** What is sent to a hospital; of one that is not configured nobody has said anything. */
  public TakenTypes taken(String finess) {
    return byFiness(finess).map(Hospital::takes).orElse(TakenTypes.ALL);
  }

  /** The hospital for which {@code clientId} acts; nobody else decides whose data it is. */
  public Optional<Hospital> byClient(String clientId) {
    return all.stream()
        .filter(hospital -> hospital.clientId().filter(clientId::equals).isPresent())
        .findFirst();
  }
}
