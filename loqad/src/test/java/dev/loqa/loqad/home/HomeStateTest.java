package dev.loqa.loqad.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class HomeStateTest {
  private final HomeState home = HomeState.demo();

  @Test
  void aLightThatIsTurnedOnReadsBackAsOn() {
    assertThat(home.apply("light.kitchen", "turn_on", Map.of()))
        .isInstanceOfSatisfying(
            HomeState.Applied.Done.class,
            done -> {
              assertThat(done.readBack().state()).isEqualTo("on");
              assertThat(done.readBack().brightness()).isEqualTo(100);
              assertThat(home.entities().get("light.kitchen"))
                  .extracting(Entity::state)
                  .isEqualTo("off");
            });
  }

  @Test
  void brightnessStaysWithinItsBounds() {
    assertThat(home.apply("light.kitchen", "turn_on", Map.of("brightness", 400L)))
        .isInstanceOfSatisfying(
            HomeState.Applied.Done.class,
            done -> assertThat(done.readBack().brightness()).isEqualTo(100));
    assertThat(home.apply("light.kitchen", "turn_on", Map.of("brightness", "much")))
        .isInstanceOf(HomeState.Applied.Refused.class);
  }

  @Test
  void whatIsNotThereOrCannotDoItIsRefused() {
    assertThat(home.apply("light.moon", "turn_on", Map.of()))
        .isInstanceOf(HomeState.Applied.Refused.class);
    assertThat(home.apply("lock.front_door", "turn_on", Map.of()))
        .isInstanceOf(HomeState.Applied.Refused.class);
    assertThat(home.apply("fan.kitchen", "turn_on", Map.of("brightness", 5L)))
        .isInstanceOf(HomeState.Applied.Refused.class);
    assertThat(home.apply("light.kitchen", "explode", Map.of()))
        .isInstanceOf(HomeState.Applied.Refused.class);
  }

  @Test
  void theStateSurvivesARestart() {
    HomeState lit =
        ((HomeState.Applied.Done) home.apply("light.bedroom", "turn_on", Map.of("brightness", 40L)))
            .after();
    SimulatedHome restored = new SimulatedHome(Optional.of(SimulatedHome.save(lit)));
    assertThat(restored.state()).isEqualTo(lit);
  }
}
