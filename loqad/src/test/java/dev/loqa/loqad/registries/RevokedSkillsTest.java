package dev.loqa.loqad.registries;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loqa.loqad.install.TestSkill;
import dev.loqa.skillhost.packages.SkillPackage;
import dev.loqa.skillhost.registry.RegistryException.Kind;
import org.junit.jupiter.api.Test;

/// What a registry revokes, and what the owner can do about it.
final class RevokedSkillsTest extends FollowedRegistry {
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
}
