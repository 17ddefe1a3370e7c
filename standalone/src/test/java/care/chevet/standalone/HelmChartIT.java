package care.chevet.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The chart in {@code helm/chevet}, linted and rendered by Helm itself. */
class HelmChartIT {

  private static final Path CHART = Path.of(System.getProperty("project.root"), "helm", "chevet");
  private static final List<String> PARTS =
      List.of("consultation-service", "signaling-server", "fhir-adapter");

  @TempDir Path temporary;

  @Test
  void theChartIsFreeOfWarnings() {
    LintResult result = new Helm(CHART).lint().strict().call();
    assertThat(result.isFailed()).as(String.join("\n", result.getMessages())).isFalse();
  }

  @Test
  void eachPartHasADeploymentAServiceABudgetAndAPolicy() {
    List<JsonNode> objects = render("");
    for (String kind : List.of("Deployment", "Service", "PodDisruptionBudget", "NetworkPolicy")) {
      assertThat(ofKind(objects, kind).map(HelmChartIT::name))
          .containsExactlyInAnyOrder(
              "care-consultation-service", "care-signaling-server", "care-fhir-adapter");
    }
    assertThat(ofKind(objects, "Secret")).isEmpty();
  }

  @Test
  void noPodRunsAsRootOrWritesToItsImage() {
    for (JsonNode deployment : ofKind(render(""), "Deployment").toList()) {
      JsonNode pod = pod(deployment);
      assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
      assertThat(pod.path("automountServiceAccountToken").asBoolean(true)).isFalse();
      JsonNode security = pod.at("/containers/0/securityContext");
      assertThat(security.path("readOnlyRootFilesystem").asBoolean()).isTrue();
      assertThat(security.path("allowPrivilegeEscalation").asBoolean(true)).isFalse();
      assertThat(security.at("/capabilities/drop/0").asString()).isEqualTo("ALL");
      assertThat(pod.at("/containers/0/resources/limits/memory").isMissingNode()).isFalse();
    }
  }

  @Test
  void probesAskTheHealthAddressesOfEachService() {
    List<JsonNode> objects = render("");
    for (String part : PARTS) {
      JsonNode container = pod(deployment(objects, part)).at("/containers/0");
      boolean netty = part.equals("signaling-server");
      String live = netty ? "/health/live" : "/actuator/health/liveness";
      String ready = netty ? "/health/ready" : "/actuator/health/readiness";
      assertThat(container.at("/livenessProbe/httpGet/path").asString()).isEqualTo(live);
      assertThat(container.at("/startupProbe/httpGet/path").asString()).isEqualTo(live);
      assertThat(container.at("/readinessProbe/httpGet/path").asString()).isEqualTo(ready);
    }
  }

  @Test
  void passwordsComeFromSecretsAndNeverAsText() {
    for (JsonNode deployment : ofKind(render(""), "Deployment").toList()) {
      for (JsonNode variable : pod(deployment).at("/containers/0/env")) {
        String name = variable.path("name").asString();
        if (name.contains("PASSWORD") || name.contains("SECRET")) {
          assertThat(variable.path("value").isMissingNode()).as(name).isTrue();
          assertThat(variable.at("/valueFrom/secretKeyRef/name").asString()).as(name).isNotEmpty();
        }
      }
    }
  }

  @Test
  void hospitalsBecomeTheAdaptersSettings() {
    List<JsonNode> objects =
        render(
            """
            fhirAdapter:
              hospitals:
                - finess: "990000101"
                  name: CH
                  baseUrl: https://h.example/fhir
                  dialect: fr-core-2.1.0
                  clientId: hospital-brenne
                - finess: "990000102"
                  name: Clinique
                  baseUrl: https://c.example/fhir
                  dialect: r4
                  clientId: clinique
                  takes: [Patient, Practitioner, Organization, DocumentReference]
            """);
    JsonNode environment = pod(deployment(objects, "fhir-adapter")).at("/containers/0/env");
    assertThat(environment.valueStream().map(HelmChartIT::setting))
        .contains(
            "CHEVET_HOSPITALS_0_BASE_URL=https://h.example/fhir",
            "CHEVET_HOSPITALS_1_TAKES=Patient,Practitioner,Organization,DocumentReference")
        .noneMatch(variable -> variable.startsWith("CHEVET_HOSPITALS_0_TAKES"));
  }

  @Test
  void mailGoesByTheServerThatIsNamedAndOtherwiseByNone() {
    assertThat(pod(deployment(render(""), "consultation-service")).toString())
        .doesNotContain("CHEVET_MAIL");
    List<JsonNode> objects =
        render(
            """
            consultationService:
              mail: {host: smtp.example, existingSecret: chevet-mail}
            """);
    JsonNode environment = pod(deployment(objects, "consultation-service")).at("/containers/0/env");
    assertThat(environment.valueStream().map(HelmChartIT::setting))
        .contains(
            "CHEVET_MAIL_HOST=smtp.example",
            "CHEVET_MAIL_PORT=587",
            "CHEVET_MAIL_ENCRYPTION=starttls",
            "CHEVET_MAIL_USERNAME from chevet-mail",
            "CHEVET_MAIL_PASSWORD from chevet-mail");
  }

  @Test
  void peopleAreKnownByTheClaimThatIsNamed() {
    List<JsonNode> objects =
        render(
            """
            identity: {personClaim: SubjectNameID, signInScopes: [openid, scope_all], acr: eidas1}
            """);
    JsonNode environment = pod(deployment(objects, "consultation-service")).at("/containers/0/env");
    assertThat(environment.valueStream().map(HelmChartIT::setting))
        .contains(
            "CHEVET_PERSON_CLAIM=SubjectNameID",
            "CHEVET_SIGN_IN_SCOPES=openid,scope_all",
            "CHEVET_ACR=eidas1");
  }

  @Test
  void theAdapterIsAskedOnceThereIsASecretForIt() {
    assertThat(pod(deployment(render(""), "consultation-service")).toString())
        .doesNotContain("CHEVET_EXCHANGES");
    List<JsonNode> objects =
        render(
            """
            consultationService:
              exchanges: {existingSecret: chevet-exchanges}
            """);
    JsonNode environment = pod(deployment(objects, "consultation-service")).at("/containers/0/env");
    assertThat(environment.valueStream().map(HelmChartIT::setting))
        .contains(
            "CHEVET_EXCHANGES_URL=http://care-fhir-adapter:8080",
            "CHEVET_EXCHANGES_CLIENT_ID=consultation-service",
            "CHEVET_EXCHANGES_CLIENT_SECRET from chevet-exchanges");
  }

  @Test
  void whatTrustRestsOnIsSaidByValues() {
    JsonNode plain = pod(deployment(render(""), "consultation-service"));
    assertThat(plain.toString()).doesNotContain("CHEVET_AUDIT_KEY_FILE", "TRUSTED_PROXIES");
    List<JsonNode> objects =
        render(
            """
            consultationService:
              auditKey: audit-keys.json
              trustedProxies: [10.0.0.0/8, "fd00::/8"]
              limits: {signInsPerAccount: 5, searchesPerAddress: 1000000, within: 2m}
              exchanges: {existingSecret: chevet-exchanges, clientKey: own-key.json}
            signalingServer:
              clientKey: client-key.json
            fhirAdapter:
              clientKey: client-key.json
              allowedNetworks: [10.1.0.0/16]
            """);
    JsonNode service = pod(deployment(objects, "consultation-service"));
    assertThat(service.at("/containers/0/env").valueStream().map(HelmChartIT::setting))
        .contains(
            "CHEVET_AUDIT_KEY_FILE=/etc/chevet/audit-keys.json",
            "CHEVET_TRUSTED_PROXIES=10.0.0.0/8,fd00::/8",
            "CHEVET_LIMITS_SIGN_INS_PER_ACCOUNT=5",
            "CHEVET_LIMITS_SEARCHES_PER_ADDRESS=1000000",
            "CHEVET_LIMITS_TICKETS_PER_ACCOUNT=60",
            "CHEVET_LIMITS_WITHIN=2m",
            "CHEVET_EXCHANGES_CLIENT_KEY_FILE=/etc/chevet-exchanges/client-key.json")
        .noneMatch(variable -> variable.startsWith("CHEVET_EXCHANGES_CLIENT_SECRET"));
    assertThat(service.at("/containers/0/volumeMounts").toString())
        .contains("\"mountPath\":\"/etc/chevet-exchanges\"");
    assertThat(service.path("volumes").toString())
        .contains("\"path\":\"audit-keys.json\"")
        .contains("\"secretName\":\"chevet-exchanges\"", "\"key\":\"own-key.json\"");
    JsonNode adapter = pod(deployment(objects, "fhir-adapter"));
    assertThat(adapter.at("/containers/0/env").valueStream().map(HelmChartIT::setting))
        .contains(
            "CHEVET_CLIENT_KEY_FILE=/etc/chevet/client-key.json",
            "CHEVET_ALLOWED_NETWORKS=10.1.0.0/16")
        .noneMatch(variable -> variable.startsWith("CHEVET_CLIENT_SECRET"));
    assertThat(adapter.path("volumes").toString()).contains("\"secretName\":\"chevet-fhir\"");
    JsonNode signaling = pod(deployment(objects, "signaling-server"));
    assertThat(signaling.at("/containers/0/env").valueStream().map(HelmChartIT::setting))
        .contains("CHEVET_CLIENT_KEY_FILE=/etc/chevet/client-key.json")
        .noneMatch(variable -> variable.startsWith("CHEVET_CLIENT_SECRET"));
    assertThat(signaling.path("volumes").toString())
        .contains("\"secretName\":\"chevet-signaling\"", "\"path\":\"client-key.json\"");
  }

  private static String setting(JsonNode variable) {
    JsonNode value = variable.path("value");
    return variable.path("name").asString()
        + (value.isMissingNode()
            ? " from " + variable.at("/valueFrom/secretKeyRef/name").asString()
            : "=" + value.asString());
  }

  @Test
  void severalSignalingNodesAreRefusedWithoutRedisSinceTheyShareNoRooms() {
    assertThatException()
        .isThrownBy(() -> render("signalingServer: {replicas: 3}"))
        .withMessageContaining("replicas");
  }

  @Test
  void severalSignalingNodesMeetInRedisAndReachEachOther() {
    List<JsonNode> objects = render("signalingServer: {replicas: 3, redis: {enabled: true}}");
    JsonNode environment = pod(deployment(objects, "signaling-server")).at("/containers/0/env");
    assertThat(environment.valueStream())
        .anyMatch(variable ->
            variable.path("name").asString().equals("CHEVET_REDIS_URL")
                && variable.at("/valueFrom/secretKeyRef/key").asString().equals("redis-url"))
        .anyMatch(variable -> variable.path("name").asString().equals("CHEVET_NODE_ADDRESS"));
  }

  @Test
  void valuesThatTheSchemaDoesNotKnowAreRefused() {
    assertThatException()
        .isThrownBy(() -> render("fhirAdapter: {colour: blue}"))
        .withMessageContaining("colour");
    assertThatException()
        .isThrownBy(() -> render("publicUrl: not an address"))
        .withMessageContaining("publicUrl");
  }

  private List<JsonNode> render(String values) {
    String rendered;
    try {
      Path file = Files.writeString(temporary.resolve("values.yaml"), values);
      rendered =
          new Helm(CHART)
              .template()
              .withName("care")
              .withNamespace("chevet")
              .withKubeVersion("1.33.0")
              .withValuesFile(file)
              .call();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Yaml yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
    JsonMapper json = JsonMapper.shared();
    return StreamSupport.stream(yaml.loadAll(rendered).spliterator(), false)
        .filter(document -> document != null)
        .<JsonNode>map(json::valueToTree)
        .toList();
  }

  private static Stream<JsonNode> ofKind(List<JsonNode> objects, String kind) {
    return objects.stream().filter(object -> object.path("kind").asString().equals(kind));
  }

  private static JsonNode deployment(List<JsonNode> objects, String part) {
    return ofKind(objects, "Deployment")
        .filter(object -> name(object).endsWith(part))
        .findFirst()
        .orElseThrow();
  }

  private static JsonNode pod(JsonNode deployment) {
    return deployment.at("/spec/template/spec");
  }

  private static String name(JsonNode object) {
    return object.at("/metadata/name").asString();
  }
}
