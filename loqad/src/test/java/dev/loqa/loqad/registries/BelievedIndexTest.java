package dev.loqa.loqad.registries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loqa.loqad.install.TestSkill;
import dev.loqa.loqad.store.SeenIndex;
import dev.loqa.loqad.store.StateChange;
import dev.loqa.skillhost.packages.SigningKey;
import dev.loqa.skillhost.packages.SkillPackage;
import dev.loqa.skillhost.registry.RegistryException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Which index of a registry is believed: of the right key, not older than one that was seen, whole
/// and not expired.
final class BelievedIndexTest extends FollowedRegistry {
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
}
