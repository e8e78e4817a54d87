package dev.loqa.loqad.registries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loqa.loqad.install.Offer;
import dev.loqa.loqad.install.TestSkill;
import dev.loqa.loqad.store.EventStore;
import dev.loqa.loqad.store.InstalledVersion;
import dev.loqa.loqad.store.Page;
import dev.loqa.loqad.store.Query;
import dev.loqa.loqad.store.SeenIndex;
import dev.loqa.loqad.store.StateChange;
import dev.loqa.loqad.store.StoreOptions;
import dev.loqa.protocol.NodeId;
import dev.loqa.skillhost.packages.SigningKey;
import dev.loqa.skillhost.packages.SkillPackage;
import dev.loqa.skillhost.registry.RegistryException;
import dev.loqa.skillhost.registry.RegistryException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RegistriesTest {
  @TempDir private Path folder;
  private final List<String> said = new ArrayList<>();
  private Instant now = Kiosk.NOW;
  private Kiosk kiosk;
  private EventStore store;
  private Registries registries;

  @BeforeEach
  void start() {
    kiosk = new Kiosk(folder, "stick");
    open();
  }

  private void open() {
    store = EventStore.open(StoreOptions.in(folder.resolve("data"), new NodeId("n")));
    registries = new Registries(store, () -> now, said::add);
  }

  private void restart() {
    store.close();
    open();
  }

  @AfterEach
  void stop() {
    store.close();
  }

  private String place() {
    return kiosk.place.toString();
  }

  private void follow() {
    registries.follow(place(), kiosk.fingerprint(), "anna");
  }

  private static void refused(Kind kind, String words, ThrowingCallable action) {
    assertThatThrownBy(action)
        .isInstanceOfSatisfying(
            RegistryException.class, e -> assertThat(e.kind()).as(e.getMessage()).isEqualTo(kind))
        .hasMessageContaining(words);
  }

  private Optional<Offer> wanted(String skill, @Nullable String version, boolean upgrade) {
    return registries.find(new Wanted(skill, version, null, upgrade, "anna"));
  }

  private void installed(SkillPackage made) {
    store.appendAll(
        List.of(),
        List.of(
            new StateChange.SkillInstalled(
                new InstalledVersion(
                    made.name(),
                    made.digest(),
                    made.version(),
                    kiosk.publisher.publisher().fingerprint(),
                    true,
                    now,
                    null,
                    "anna",
                    null))));
    registries.skillsChanged();
  }

  private List<String> events() {
    return store.events(Query.all(), Page.Cursor.START, 1_000).items().stream()
        .map(stored -> stored.event().type().replace("audit.", ""))
        .toList();
  }

  private String fault() {
    return registries.look().getFirst().fault() + "";
  }

  @Test
  void bringsThePackageThatTheIndexNames() {
    SkillPackage made = kiosk.add(new TestSkill());
    assertThat(registries.meet(place()).key()).isEqualTo(kiosk.fingerprint());
    refused(Kind.INVALID, "follows no registry", () -> wanted("echo", null, false));
    follow();

    Offer offer = wanted("echo", null, false).orElseThrow();

    assertThat(SkillPackage.read(offer.packed()).digest()).isEqualTo(made.digest());
    assertThat(offer.warnings()).isEmpty();
    assertThat(events()).containsExactly("registry.followed");
    refused(Kind.INVALID, "did you mean echo?", () -> wanted("ecko", null, false));
    refused(Kind.INVALID, "there is 1.0.0", () -> wanted("echo", "3.0.0", false));
  }

  @Test
  void anUpgradeIsWhatIsNewerThanWhatRuns() {
    installed(kiosk.add(new TestSkill()));
    follow();
    assertThat(wanted("echo", null, true)).isEmpty();
    InstalledVersion runs = store.installed().active("echo").orElseThrow();
    assertThat(registries.newer(runs)).isEmpty();

    kiosk.add(new TestSkill().version("1.1.0"));

    assertThat(wanted("echo", null, true)).isPresent();
    assertThat(registries.newer(runs)).contains("1.1.0");
    assertThat(events()).contains("registry.seen");
    refused(Kind.INVALID, "is not installed", () -> wanted("other", null, true));
  }

  @Test
  void whatWasTakenBackComesWithAWarningAndOnlyByItsVersion() {
    kiosk.add(new TestSkill());
    kiosk.add(new TestSkill().version("1.1.0"));
    kiosk.yank("echo-1.1.0", "rings\nforever");
    follow();

    Offer newest = wanted("echo", null, false).orElseThrow();
    assertThat(SkillPackage.read(newest.packed()).version()).isEqualTo("1.0.0");
    assertThat(wanted("echo", "1.1.0", false).orElseThrow().warnings())
        .containsExactly("Its publisher has taken this version back: rings forever");
  }

  @Test
  void aReplayedIndexIsRefusedAlsoAfterARestartAndFromAnotherPlace() throws IOException {
    kiosk.add(new TestSkill());
    byte[] old = kiosk.index();
    kiosk.revoke("echo-1.0.0", "steals");
    follow();
    kiosk.show(old);
    restart();

    assertThat(fault()).contains("it is number 2 and number 3 was seen already");
    refused(Kind.UNTRUSTED, "was seen already", () -> wanted("echo", null, false));
    assertThat(fault()).contains("was seen already");
    assertThat(events()).filteredOn("registry.refused"::equals).hasSize(1);

    Path copy = Files.createDirectories(folder.resolve("copy"));
    Files.write(copy.resolve("index.loqa"), old);
    refused(
        Kind.UNTRUSTED,
        "was seen already",
        () -> registries.follow(copy.toString(), kiosk.fingerprint(), "anna"));
    registries.unfollow(place(), "anna");
    refused(Kind.UNTRUSTED, "was seen already", this::follow);
  }

  @Test
  void theStoreItselfTakesNoOlderIndex() {
    kiosk.add(new TestSkill());
    follow();
    SeenIndex seen = store.registries().seen(kiosk.fingerprint()).orElseThrow();
    SeenIndex older =
        new SeenIndex(seen.key(), seen.version() - 1, "0", now, new byte[0], seen.revoked());
    SeenIndex another =
        new SeenIndex(seen.key(), seen.version(), "0", now, new byte[0], seen.revoked());

    for (SeenIndex index : List.of(older, another)) {
      assertThatThrownBy(
              () -> store.appendAll(List.of(), List.of(new StateChange.RegistryIndexSeen(index))))
          .hasMessageContaining("is not newer than the one that was seen");
    }
    assertThat(store.registries().seen(kiosk.fingerprint()).orElseThrow().version()).isEqualTo(2);
  }

  @Test
  void whatIsSeenAtOnePlaceCountsAtEveryPlaceOfTheKey() throws IOException {
    SkillPackage bad = kiosk.add(new TestSkill());
    installed(bad);
    follow();
    byte[] old = kiosk.index();
    kiosk.revoke("echo-1.0.0", "steals");
    Path copy = Files.createDirectories(folder.resolve("copy"));
    Files.write(copy.resolve("index.loqa"), kiosk.index());
    kiosk.show(old);

    registries.follow(copy.toString(), kiosk.fingerprint(), "anna");

    assertThat(registries.resting(bad.digest())).isPresent();
    assertThat(registries.all()).extracting(RegistryView::number).containsExactly(3L, 3L);
    assertThat(fault()).contains("was seen already");
    assertThat(registries.unfollow(copy.toString(), "anna")).isEmpty();
    assertThat(registries.resting(bad.digest())).isPresent();
  }

  @Test
  void anotherKeyBlocksWithBothFingerprints() {
    follow();
    Kiosk eve = new Kiosk(folder, "eve");
    kiosk.show(eve.index());

    assertThat(fault()).contains(kiosk.fingerprint(), eve.fingerprint());
    refused(
        Kind.UNTRUSTED,
        eve.fingerprint(),
        () -> registries.follow(place(), eve.fingerprint(), "anna"));
    assertThat(registries.conditions().getFirst().ok()).isFalse();
    assertThat(registries.all().getFirst().key()).isEqualTo(kiosk.fingerprint());
  }

  @Test
  void theKeyThatTheOwnerNamedMustHaveSignedTheIndex() {
    String other = SigningKey.generate().publisher().fingerprint();

    refused(Kind.UNTRUSTED, other, () -> registries.follow(place(), other, "anna"));
    refused(Kind.INVALID, "publisher key", () -> registries.follow(place(), "x", "anna"));
    refused(Kind.INVALID, "whole path", () -> registries.meet("stick"));
    assertThat(registries.all()).isEmpty();
  }

  @Test
  void whatIsRevokedRestsAtOnceAndAfterARestartAndOthersDoNot() {
    SkillPackage bad = kiosk.add(new TestSkill());
    installed(bad);
    follow();
    assertThat(registries.resting(bad.digest())).isEmpty();

    kiosk.revoke("echo-1.0.0", "steals\tyour keys");
    registries.look();

    assertThat(registries.resting(bad.digest()))
        .contains("the registry stick has revoked it: steals your keys");
    assertThat(said)
        .containsExactly(
            "The skill echo is resting: the registry stick has revoked it: steals your keys.");
    assertThat(events()).endsWith("registry.seen", "revoked");
    registries.look();
    restart();
    assertThat(registries.resting(bad.digest())).isPresent();
    assertThat(registries.against("echo", "1.0.0", bad.digest(), null)).isPresent();
    assertThat(registries.against("echo", "1.1.0", "b".repeat(128), null)).isEmpty();
    assertThat(said).hasSize(1);
    assertThat(events()).filteredOn("revoked"::equals).hasSize(1);
    refused(Kind.UNTRUSTED, "is revoked", () -> wanted("echo", null, false));
  }

  @Test
  void aRevokedPublisherRestsEveryVersionOfItsKey() {
    SkillPackage bad = kiosk.add(new TestSkill());
    installed(bad);
    follow();
    String key = kiosk.publisher.publisher().fingerprint();

    kiosk.revoke(key, "key was stolen");
    registries.look();

    assertThat(registries.resting(bad.digest())).isPresent();
    assertThat(registries.against("any", "9.0.0", "b".repeat(128), key)).isPresent();
  }

  @Test
  void theOwnerCanOverruleExactlyWhatIsShown() {
    SkillPackage bad = kiosk.add(new TestSkill());
    installed(bad);
    follow();
    kiosk.revoke("echo-1.0.0", "steals");
    registries.look();
    Revoked why = registries.revoked(bad.digest()).orElseThrow();

    assertThat(registries.overrule(why, "0".repeat(64), "anna")).isFalse();
    assertThat(registries.resting(bad.digest())).isPresent();
    assertThat(registries.overrule(why, why.consent(), "anna")).isTrue();
    assertThat(registries.resting(bad.digest())).isEmpty();
    assertThat(events()).endsWith("revoked.overruled", "revoked");
    restart();
    assertThat(registries.resting(bad.digest())).isEmpty();

    kiosk.revoke("echo-1.0.0", "steals more");
    registries.look();
    assertThat(registries.resting(bad.digest())).isPresent();
  }

  @Test
  void anotherVersionOrLeavingTheRegistryEndsTheRest() {
    SkillPackage bad = kiosk.add(new TestSkill());
    installed(bad);
    kiosk.revoke("echo-1.0.0", "steals");
    follow();
    assertThat(registries.resting(bad.digest())).isPresent();

    assertThat(registries.unfollow(place(), "anna")).containsExactly("echo");
    assertThat(registries.resting(bad.digest())).isEmpty();
    assertThat(events()).endsWith("registry.unfollowed", "revoked");
    refused(Kind.INVALID, "does not follow it", () -> registries.unfollow(place(), "anna"));

    follow();
    installed(kiosk.add(new TestSkill().version("1.1.0")));
    assertThat(registries.conditions().getFirst().ok()).isTrue();
    assertThat(events()).filteredOn("revoked"::equals).hasSize(4);
  }

  @Test
  void aDamagedOrGoneIndexChangesNothing() throws IOException {
    SkillPackage bad = kiosk.add(new TestSkill());
    installed(bad);
    kiosk.revoke("echo-1.0.0", "steals");
    follow();
    byte[] good = kiosk.index();

    kiosk.show(Arrays.copyOf(good, good.length - 9));
    assertThat(fault()).contains("its signature does not fit");
    refused(Kind.UNTRUSTED, "does not fit", () -> wanted("echo", null, false));
    assertThat(registries.resting(bad.digest())).isPresent();

    kiosk.show(good);
    assertThat(fault()).isEqualTo("null");
    Files.delete(kiosk.file());
    assertThat(fault()).isEqualTo("null");
    assertThat(registries.conditions().getFirst().ok()).isTrue();
    refused(Kind.UNAVAILABLE, "put the folder back", () -> wanted("echo", null, false));
    assertThat(registries.resting(bad.digest())).isPresent();
  }

  @Test
  void anExpiredIndexOffersNothingAndItsRevocationsCount() {
    SkillPackage bad = kiosk.add(new TestSkill());
    installed(bad);
    follow();
    kiosk.revoke("echo-1.0.0", "steals");
    kiosk.add(new TestSkill().version("1.1.0"));
    now = now.plus(Kiosk.LIFE).plusSeconds(1);

    refused(Kind.UNTRUSTED, "it was good until", () -> wanted("echo", null, false));
    assertThat(registries.resting(bad.digest())).isPresent();
    assertThat(registries.newer(store.installed().active("echo").orElseThrow())).isEmpty();
    assertThat(registries.conditions().getFirst().detail()).contains("it was good until");
  }

  @Test
  void aPackageThatIsNotTheOneOfTheIndexIsRefused() throws IOException {
    kiosk.add(new TestSkill());
    kiosk.add(new TestSkill().version("1.1.0"));
    follow();
    Path packages = kiosk.place.resolve("packages");
    Files.write(
        packages.resolve("echo-1.1.0.lskill"),
        Files.readAllBytes(packages.resolve("echo-1.0.0.lskill")));

    assertThatThrownBy(() -> wanted("echo", null, false))
        .isInstanceOfSatisfying(
            RegistryException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNTRUSTED));
  }

  @Test
  void aNameOfTwoPublishersIsAQuestionForTheOwner() {
    kiosk.add(new TestSkill());
    follow();
    Kiosk other = new Kiosk(folder, "other");
    other.add(new TestSkill().version("2.0.0"));
    registries.follow(other.place.toString(), other.fingerprint(), "anna");

    refused(Kind.CONFLICT, "--from PLACE", () -> wanted("echo", null, false));
    Wanted first = new Wanted("echo", null, place(), false, "anna");
    assertThat(SkillPackage.read(registries.find(first).orElseThrow().packed()).version())
        .isEqualTo("1.0.0");
  }

  @Test
  void isLookedAtOnceADayAndAnHourAfterAFault() throws IOException {
    follow();
    RegistryView fresh = registries.all().getFirst();
    assertThat(RegistryWatch.isDue(fresh, now)).isFalse();
    assertThat(RegistryWatch.isDue(fresh, now.plus(Duration.ofHours(23)))).isFalse();
    assertThat(RegistryWatch.isDue(fresh, now.plus(RegistryWatch.EVERY))).isTrue();
    assertThat(RegistryWatch.isDue(fresh, now.minusSeconds(60))).isTrue();

    Files.writeString(kiosk.file(), "nothing");
    RegistryView bad = registries.look().getFirst();
    assertThat(RegistryWatch.isDue(bad, now.plus(RegistryWatch.AFTER_A_FAULT))).isTrue();
    assertThat(said).isEmpty();
  }
}
