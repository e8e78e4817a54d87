package dev.loqa.loqad.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loqa.skillhost.Effect;
import dev.loqa.skillhost.manifest.Manifest;
import dev.loqa.skillhost.manifest.ManifestCheck;
import dev.loqa.skillhost.manifest.Risk;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class HousePolicyTest {
  private static final List<Thing> THINGS =
      List.of(
          new Thing("light.kitchen", "kitchen", null),
          new Thing("lock.front_door", "hallway", null),
          new Thing("lock.shed", "garden", null),
          new Thing("cover.garage", "garage", "garage"),
          new Thing("cover.living_room", "living room", "blind"),
          new Thing("cover.hoftor", "garden", null),
          new Thing("cover.doorside_blind", "hallway", "blind"),
          new Thing("switch.freezer", "kitchen", null));
  private static final Manifest HOME =
      manifest(
          """
          metadata: {name: home, version: 1.0.0, description: Commands., author: Tests}
          runtime: {mode: wasm, module: build/skill.wasm, host_version: v2}
          capabilities: {bus: {publish: [home.command]}}
          permissions: ["bus:publish"]
          intents:
            home.open: {sentences: [open]}
            home.close: {sentences: [close]}
            home.unlock: {sentences: [unlock]}
            home.dim: {sentences: [dim]}
            home.turn_off: {sentences: ["off"]}
            home.state: {sentences: [state]}
            home.leave: {sentences: [leave], risk: pin}
          """);
  private static final Manifest LISTS =
      manifest(
          """
          metadata: {name: lists, version: 1.0.0, description: Lists., author: Tests}
          runtime: {mode: wasm, module: build/skill.wasm, host_version: v2}
          intents: {lists.open: {sentences: [open list]}}
          """);

  private static Manifest manifest(String yaml) {
    return ManifestCheck.check(yaml.getBytes(StandardCharsets.UTF_8), "skill.yaml")
        .manifest()
        .orElseThrow();
  }

  private static HousePolicy policy(OwnerRules rules) {
    HousePolicy policy = new HousePolicy(rules, () -> THINGS);
    policy.skillsFrom(name ->
        name.equals("home")
            ? Optional.of(HOME)
            : name.equals("lists") ? Optional.of(LISTS) : Optional.empty());
    return policy;
  }

  private static Risk effect(HousePolicy policy, String subject, String json) {
    return policy.riskOf("stranger", new Effect.Publish(1, subject, json));
  }

  @ParameterizedTest
  @CsvSource({
    "lock.front_door, unlock, CONFIRM",
    "lock.front_door, lock.unlock, CONFIRM",
    "lock.front_door, open, CONFIRM",
    "lock.front_door, unheard_of, CONFIRM",
    "lock.front_door, lock, NONE",
    "lock.not_known, unlock, CONFIRM",
    "cover.garage, open_cover, CONFIRM",
    "cover.garage, set_cover_position, CONFIRM",
    "cover.garage, toggle, CONFIRM",
    "cover.garage, close_cover, NONE",
    "cover.garage, stop_cover, NONE",
    "cover.living_room, open_cover, NONE",
    "cover.doorside_blind, open_cover, NONE",
    "cover.hoftor, open_cover, CONFIRM",
    "cover.new_garage_door, open_cover, CONFIRM",
    "alarm_control_panel.house, alarm_disarm, CONFIRM",
    "alarm_control_panel.house, alarm_arm_away, NONE",
    "light.kitchen, turn_on, NONE",
    "Lock.Front_Door, unlock, CONFIRM",
    "'lock.a, lock.b', unlock, CONFIRM",
    "all, unlock, CONFIRM"
  })
  void whatMayLetSomebodyInNeedsAYes(String entity, String service, Risk risk) {
    String json = "{\"entity\":\"%s\",\"service\":\"%s\"}".formatted(entity, service);

    assertThat(effect(policy(OwnerRules.DEFAULT), "home.command", json)).isEqualTo(risk);
  }

  @Test
  void aCommandThatCannotBeReadNeedsAYes() {
    HousePolicy policy = policy(OwnerRules.DEFAULT);

    assertThat(effect(policy, "home.command", "[1]")).isEqualTo(Risk.CONFIRM);
    assertThat(effect(policy, "home.command", "{}")).isEqualTo(Risk.CONFIRM);
    assertThat(effect(policy, "home.command", "{\"entity\":[\"lock.front_door\"]}"))
        .isEqualTo(Risk.CONFIRM);
  }

  @Test
  void anotherSkillsCommandNeedsWhatItsIntentNeeds() {
    HousePolicy policy = policy(OwnerRules.DEFAULT);

    assertThat(effect(policy, "skill.home.leave", "{}")).isEqualTo(Risk.PIN);
    assertThat(effect(policy, "skill.home.open", "{}")).isEqualTo(Risk.NONE);
    assertThat(effect(policy, "skill.nobody.open", "{}")).isEqualTo(Risk.NONE);
    assertThat(effect(policy, "some.where", "{}")).isEqualTo(Risk.NONE);
  }

  @Test
  void theOwnersRulesStandInPlaceOfTheDefaults() {
    HousePolicy policy =
        policy(
            new OwnerRules(
                List.of(
                    new OwnerRules.Rule("unlock", "lock.front_door"),
                    new OwnerRules.Rule("", "some.where")),
                List.of(new OwnerRules.Rule("turn_off", "switch.freezer")),
                List.of(new OwnerRules.Rule("*", "lock.shed"))));

    assertThat(effect(policy, "some.where", "{}")).isEqualTo(Risk.PIN);
    assertThat(policy.of("home.unlock", Map.of("target", "lock.front_door"))).isEqualTo(Risk.PIN);
    assertThat(policy.of("home.unlock", Map.of("target", "lock.shed"))).isEqualTo(Risk.NONE);
    assertThat(policy.of("home.turn_off", Map.of("target", "switch.freezer")))
        .isEqualTo(Risk.CONFIRM);
    assertThat(policy.of("home.turn_off", Map.of("kind", "all"))).isEqualTo(Risk.CONFIRM);
    assertThat(policy.of("home.turn_off", Map.of("kind", "all_lights"))).isEqualTo(Risk.NONE);
    assertThat(policy.of("home.turn_off", Map.of("area", "hallway"))).isEqualTo(Risk.NONE);
    assertThat(policy.of("home.unlock", Map.of("kind", "all_locks"))).isEqualTo(Risk.PIN);
  }

  @Test
  void anIntentIsJudgedByWhatItsSlotsMean() {
    HousePolicy policy = policy(OwnerRules.DEFAULT);

    assertThat(policy.of("home.open", Map.of("target", "cover.garage"))).isEqualTo(Risk.CONFIRM);
    assertThat(policy.of("home.open", Map.of("target", "cover.living_room"))).isEqualTo(Risk.NONE);
    assertThat(policy.of("home.open", Map.of())).isEqualTo(Risk.CONFIRM);
    assertThat(policy.of("home.open", Map.of("kind", "garage"))).isEqualTo(Risk.CONFIRM);
    assertThat(policy.of("home.open", Map.of("kind", "gate"))).isEqualTo(Risk.CONFIRM);
    assertThat(policy.of("home.open", Map.of("kind", "blinds"))).isEqualTo(Risk.NONE);
    assertThat(policy.of("home.open", Map.of("kind", "all_curtains"))).isEqualTo(Risk.NONE);
    assertThat(policy.of("home.dim", Map.of("target", "cover.garage"))).isEqualTo(Risk.CONFIRM);
    assertThat(policy.of("home.dim", Map.of("target", "light.kitchen"))).isEqualTo(Risk.NONE);
    assertThat(policy.of("home.close", Map.of())).isEqualTo(Risk.NONE);
    assertThat(policy.of("home.state", Map.of("target", "lock.front_door"))).isEqualTo(Risk.NONE);
    assertThat(policy.of("home.leave", Map.of())).isEqualTo(Risk.PIN);
    assertThat(policy.of("lists.open", Map.of())).isEqualTo(Risk.NONE);
    assertThat(policy.of("nobody.open", Map.of())).isEqualTo(Risk.NONE);
  }
}
