package care.chevet.audit.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import care.chevet.audit.CheckpointKeys;
import care.chevet.audit.Finding;
import care.chevet.audit.Finding.Kind;
import care.chevet.audit.VerifyingTrail.Anchor;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Whoever changes the audit trail, as its owner and with every guard off, is found out. */
final class TamperingIT {
  private static final Duration A_MINUTE = Duration.ofMinutes(1);

  /** Six entries with the ids and positions 1 to 6, sealed and signed three by three. */
  private static final String RESEAL =
      """
      do $$
      declare
        l record;
        before bytea := decode(repeat('00', 32), 'hex');
      begin
        for l in select k.*, e as entry_row from audit_link k join audit_entry e on e.id = k.entry order by position loop
          update audit_link set previous_sha256 = before,
            content_sha256 = sha256(convert_to(audit_canonical(l.entry_row), 'UTF8'))
          where position = l.position;
          before := sha256(before || sha256(convert_to(audit_canonical(l.entry_row), 'UTF8'))
            || int8send((extract(epoch from l.sealed_at) * 1000000)::bigint));
          update audit_link set chain_sha256 = before where position = l.position;
        end loop;
      end
      $$
      """;

  private final CheckpointKeys keys = new CheckpointKeys(List.of(TrailDatabase.key()));
  private TrailDatabase trail = new TrailDatabase();

  @BeforeEach
  void sixEntries() {
    trail.write(3);
    trail.seal(keys, Duration.ZERO);
    trail.write(3);
    trail.seal(keys, A_MINUTE);
  }

  private List<Finding> found() {
    return trail.findings(keys);
  }

  private static void names(List<Finding> findings, Kind kind, long position, long entry) {
    assertThat(findings).hasSize(1);
    isOf(findings.getFirst(), kind, position, entry);
  }

  private static void isOf(Finding finding, Kind kind, long position, long entry) {
    assertThat(finding.kind()).isEqualTo(kind);
    assertThat(finding.position()).isEqualTo(position);
    assertThat(finding.entry()).isEqualTo(entry);
  }

  @Test
  void whatNobodyTouchedHolds() {
    var verdict = trail.verify(keys, Optional.empty());
    assertThat(verdict.findings()).isEmpty();
    assertThat(verdict.entries()).isEqualTo(6);
    assertThat(verdict.waiting()).isZero();
    assertThat(verdict.signed()).isNotNull();
    assertThat(verdict.signed().position()).isEqualTo(6);
  }

  @Test
  void aChangedEntryIsNamed() {
    trail.tamper("update audit_entry set who = 'somebody else' where id = 3");
    names(found(), Kind.ENTRY_CHANGED, 3, 3);
  }

  @Test
  void aChangedTimeIsNamed() {
    trail.tamper("update audit_entry set came_from = null where id = 2");
    names(found(), Kind.ENTRY_CHANGED, 2, 2);
  }

  @Test
  void aRemovedEntryIsNamed() {
    trail.tamper("delete from audit_entry where id = 4");
    names(found(), Kind.ENTRY_REMOVED, 4, 4);
  }

  @Test
  void anEntryRemovedWithItsPlaceLeavesAGap() {
    trail.tamper("delete from audit_entry where id = 4", "delete from audit_link where entry = 4");
    assertThat(found()).containsExactly(new Finding(Kind.LINKS_REMOVED, 4L, 4L, null, null));
  }

  @Test
  void aGapThatWasClosedIsFoundToo() {
    trail.tamper(
        "delete from audit_entry where id = 2",
        "delete from audit_link where entry = 2",
        "update audit_link set position = position + 1000 where position > 2",
        "update audit_link set position = position - 1001 where position > 2");
    assertThat(found())
        .contains(new Finding(Kind.LINKS_REMOVED, 1L, 2L, null, null))
        .extracting(Finding::kind)
        .containsOnly(Kind.LINKS_REMOVED, Kind.REWRITTEN);
  }

  @Test
  void twoThatChangedPlacesAreNamed() {
    trail.tamper(
        "update audit_link set position = 1000 where position = 2",
        "update audit_link set position = 2 where position = 3",
        "update audit_link set position = 3 where position = 1000");
    var findings = found();
    isOf(findings.getFirst(), Kind.REORDERED, 2, 3);
    assertThat(findings.stream().filter(one -> one.kind() != Kind.REWRITTEN)).hasSize(1);
  }

  @Test
  void twoThatChangedContentsAreBothNamed() {
    trail.tamper(
        """
        with a as (select * from audit_entry where id = 1), b as (select * from audit_entry where id = 2)
        update audit_entry e set who = s.who, subject = s.subject
        from (select 1 as id, b.who, b.subject from b union all select 2, a.who, a.subject from a) s
        where s.id = e.id
        """);
    var findings = found();
    assertThat(findings).hasSize(2);
    isOf(findings.get(0), Kind.ENTRY_CHANGED, 1, 1);
    isOf(findings.get(1), Kind.ENTRY_CHANGED, 2, 2);
  }

  private static final String FORGED =
      """
      insert into audit_entry (id, at, who, role, what, subject_kind, subject)
      overriding system value
      select 50, at, 'forged', 'nurse', 'resident.read', 'resident', gen_random_uuid()
      from audit_entry where id = 2
      """;

  @Test
  void anEntryPutBesideTheChainIsNamed() {
    trail.tamper(FORGED);
    var findings = found();
    assertThat(findings).hasSize(1);
    assertThat(findings.getFirst().kind()).isEqualTo(Kind.INSERTED);
    assertThat(findings.getFirst().entry()).isEqualTo(50);
  }

  @Test
  void anEntryPutIntoTheMiddleOfTheChainIsNamed() {
    trail.tamper(
        FORGED,
        "update audit_link set position = position + 1000 where position > 2",
        "update audit_link set position = position - 999 where position > 2",
        """
        insert into audit_link
        select 3, e.id, e.at, l.sealed_at, c.sha, l.chain_sha256,
          sha256(l.chain_sha256 || c.sha || int8send((extract(epoch from l.sealed_at) * 1000000)::bigint))
        from audit_entry e, audit_link l,
          lateral (select sha256(convert_to(audit_canonical(e), 'UTF8')) as sha) c
        where e.id = 50 and l.position = 2
        """);
    var findings = found();
    isOf(findings.getFirst(), Kind.INSERTED, 3, 50);
    assertThat(findings.stream().filter(one -> one.kind() != Kind.REWRITTEN)).hasSize(1);
  }

  @Test
  void anEntryOfTodayThatSaysItIsOfLastWeekIsNamed() {
    trail.asOwner(
        """
        insert into audit_entry (at, who, role, what, subject_kind, subject)
        values (now() - interval '7 days', 'late', 'nurse', 'resident.read', 'resident', gen_random_uuid())
        """);
    trail.seal(keys, A_MINUTE);
    names(found(), Kind.INSERTED, 7, 7);
  }

  @Test
  void aChangedPlaceIsNamed() {
    trail.tamper(
        "update audit_link set sealed_at = sealed_at - interval '1 ms' where position = 5");
    assertThat(found()).extracting(Finding::kind).contains(Kind.LINK_CHANGED);
    isOf(found().getFirst(), Kind.LINK_CHANGED, 5, 5);
  }

  @Test
  void aChainWrittenAnewDiffersFromWhatWasSigned() {
    trail.tamper("update audit_entry set who = 'somebody else' where id = 5", RESEAL);
    var findings = found();
    assertThat(findings).hasSize(1);
    assertThat(findings.getFirst().kind()).isEqualTo(Kind.REWRITTEN);
    assertThat(findings.getFirst().position()).isEqualTo(4);
    assertThat(findings.getFirst().lastPosition()).isEqualTo(6);
  }

  @Test
  void anEndThatWasCutOffDiffersFromWhatWasSigned() {
    trail.tamper(
        "delete from audit_link where position > 4", "delete from audit_entry where id > 4");
    assertThat(found()).extracting(Finding::kind).containsExactly(Kind.REWRITTEN);
  }

  @Test
  void withoutItsCheckpointsAPlaceNotedElsewhereTells() {
    var noted = trail.verify(keys, Optional.empty());
    var anchor = Optional.of(new Anchor(noted.position(), noted.chain()));
    assertThat(trail.verify(keys, anchor).findings()).isEmpty();
    trail.tamper(
        "update audit_entry set who = 'somebody else' where id = 5",
        RESEAL,
        "delete from audit_checkpoint");
    assertThat(found()).isEmpty();
    assertThat(trail.verify(keys, anchor).findings())
        .extracting(Finding::kind)
        .containsExactly(Kind.REWRITTEN);
  }

  @Test
  void aCheckpointOfAnotherKeyIsNotBelieved() {
    assertThat(trail.findings(new CheckpointKeys(List.of(TrailDatabase.key()))))
        .extracting(Finding::kind)
        .containsOnly(Kind.CHECKPOINT_KEY_UNKNOWN);
  }

  @Test
  void aCheckpointMovedToAnotherPlaceIsForged() {
    trail.tamper("update audit_checkpoint set position = 5 where position = 6");
    assertThat(found()).extracting(Finding::kind).containsExactly(Kind.CHECKPOINT_FORGED);
  }

  @Test
  void checkpointsOfAnEarlierKeyHoldWhileItIsAmongTheKeys() {
    var old = TrailDatabase.key();
    trail = new TrailDatabase();
    trail.write(1);
    trail.seal(new CheckpointKeys(List.of(old)), Duration.ZERO);
    trail.write(1);
    var both = new CheckpointKeys(List.of(TrailDatabase.key(), old.toPublicJWK()));
    trail.seal(both, A_MINUTE);
    assertThat(trail.findings(both)).isEmpty();
  }

  @Test
  void theServicesOwnRoleCanOnlyAdd() {
    for (var statement :
        List.of(
            "update audit_entry set who = 'x'",
            "delete from audit_entry",
            "truncate audit_entry",
            "delete from audit_unsealed",
            "update audit_link set position = 9",
            "insert into audit_link select * from audit_link",
            "delete from audit_checkpoint")) {
      assertThatThrownBy(() -> trail.asApp(statement)).hasMessageContaining("permission denied");
    }
    assertThatThrownBy(() -> trail.asOwner("delete from audit_entry"))
        .hasMessageContaining("only grows");
  }

  @Test
  void writersAndSealersAtOnceMakeOneChain() {
    var sealing =
        new care.chevet.audit.SealingTrail(
            trail.chain, keys, trail.transactions(), java.time.Clock.systemUTC());
    Flux.merge(
            Flux.range(0, 200).flatMap(line -> trail.trail.append(TrailDatabase.line(line)), 8),
            Flux.range(0, 40).flatMap(_ -> Mono.defer(sealing::pass), 3))
        .blockLast(Duration.ofSeconds(60));
    trail.seal(keys, A_MINUTE);
    var verdict = trail.verify(keys, Optional.empty());
    assertThat(verdict.findings()).isEmpty();
    assertThat(verdict.entries()).isEqualTo(206);
  }

  @Test
  void entriesLieInTheirMonths() {
    assertThat(trail.database.rows("select count(*) from audit_entry_other")).containsExactly("0");
    trail.chain.provideMonths(java.time.Instant.parse("2031-05-10T00:00:00Z"), 2).block();
    trail.asOwner(
        """
        insert into audit_entry (at, who, role, what, subject_kind, subject)
        values ('2031-06-30T23:59:59Z', 'x', 'nurse', 'resident.read', 'resident', gen_random_uuid())
        """);
    assertThat(trail.database.rows("select count(*) from audit_entry_y2031m06"))
        .containsExactly("1");
  }
}
