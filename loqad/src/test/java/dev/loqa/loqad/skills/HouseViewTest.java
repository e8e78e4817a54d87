package dev.loqa.loqad.skills;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loqa.base.json.Json;
import dev.loqa.bus.InMemoryBus;
import dev.loqa.loqad.home.SimulatedHome;
import dev.loqa.loqad.store.EventStore;
import dev.loqa.loqad.store.StoreOptions;
import dev.loqa.protocol.NodeId;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HouseViewTest {
  @TempDir private Path folder;

  @Test
  void anIntentThatNamesThingsGetsOnlyThose() {
    SimulatedHome home = new SimulatedHome(Optional.empty());
    try (InMemoryBus bus = new InMemoryBus();
        EventStore store = EventStore.open(StoreOptions.in(folder, new NodeId("n")));
        Alerts alerts = new Alerts(bus, store)) {
      HouseView view = new HouseView(home, alerts);

      String named = view.ofIntent(Map.of("target", "light.kitchen", "level", 40L));
      String unnamed = view.ofIntent(Map.of("kind", "lights"));

      assertThat(Json.readObject(named).get("home"))
          .isEqualTo(Map.of("light.kitchen", home.view().get("light.kitchen")));
      assertThat(Json.readObject(unnamed).get("home")).isEqualTo(home.view());
    }
  }
}
