package dev.loqa.loqad.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loqa.base.config.ConfigException;
import dev.loqa.base.config.ConfigSource;
import dev.loqa.skillhost.manifest.Risk;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OwnerRulesTest {
  private static OwnerRules read(String policy) {
    ConfigSource source =
        ConfigSource.parse(
            ("policy: " + policy).getBytes(StandardCharsets.UTF_8), "loqa.yaml", Map.of());
    OwnerRules rules = OwnerRules.read(source.root().section("policy"), source);
    source.check();
    return rules;
  }

  @Test
  void saysNothingByDefault() {
    assertThat(read("{}")).isEqualTo(OwnerRules.DEFAULT);
  }

  @Test
  void theStrictestRuleThatFitsCounts() {
    OwnerRules rules =
        read(
            "{none: [unlock lock.*], confirm: [unlock lock.*_door], pin: [unlock lock.front*, zigbee.siren]}");

    assertThat(rules.riskOf("unlock", "lock.front_door")).contains(Risk.PIN);
    assertThat(rules.riskOf("unlock", "lock.back_door")).contains(Risk.CONFIRM);
    assertThat(rules.riskOf("unlock", "lock.shed")).contains(Risk.NONE);
    assertThat(rules.riskOf("lock", "lock.front_door")).isEmpty();
    assertThat(rules.riskOf("", "zigbee.siren")).contains(Risk.PIN);
    assertThat(rules.riskOf("", "zigbee.sirens")).isEmpty();
    assertThat(rules.riskOf("unlock", "zigbee.siren")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "lock.*, lock.a, true",
    "*, anything, true",
    "*door*, lock.front_door_left, true",
    "lock.*_door, lock._door, true",
    "lock.a*a, lock.a, false",
    "lock.a, lock.ab, false",
    "*.front*door, lock.front_door, true",
    "*.front*door, lock.front_doors, false"
  })
  void aStarStandsForAnything(String pattern, String entity, boolean fits) {
    assertThat(new OwnerRules.Rule("unlock", pattern).fits("unlock", entity)).isEqualTo(fits);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{pin: [unlok lock.front_door]} | did you mean \"unlock\"",
        "{pin: [unlock lok.front_door]} | did you mean \"lock.front_door\"",
        "{pin: [unlock front_door]} | use an entity, as lock.front_door",
        "{confirm: [unlock]} | use SERVICE ENTITY",
        "{confirm: [please unlock lock.a]} | use SERVICE ENTITY",
        "{confirm: ['unlock lock.ä']} | use letters",
        "{pim: [unlock lock.a]} | did you mean \"pin\"",
        "{pin: unlock lock.a} | is no list"
      })
  void aRuleThatWouldProtectNothingIsAnError(String policy, String message) {
    assertThatThrownBy(() -> read(policy))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(message)
        .hasMessageContaining("loqa.yaml:1: policy");
  }

  @Test
  void aWordOfAnotherAdapterIsTaken() {
    assertThat(read("{confirm: [vacuum_send_home vacuum.robot]}").confirm()).hasSize(1);
  }
}
