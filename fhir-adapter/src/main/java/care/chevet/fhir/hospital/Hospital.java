package care.chevet.fhir.hospital;

import care.chevet.fhir.mapping.Dialect;
import care.chevet.fhir.mapping.TakenTypes;
import java.net.URI;
import java.util.Optional;

/**
 * One hospital we exchange with.
 *
 * @param finess its national number, by which everything about it is keyed
 * @param baseUrl its FHIR server; absent when it only sends to us
 * @param takes what we send it; what it sends or reads here is not bounded by that
 * @param clientId the OAuth client that may act for it at our façade
 */
public record Hospital(
    String finess,
    String name,
    Optional<URI> baseUrl,
    Dialect dialect,
    TakenTypes takes,
    Optional<String> clientId) {}
