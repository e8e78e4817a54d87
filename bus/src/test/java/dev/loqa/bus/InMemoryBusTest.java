package dev.loqa.bus;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class InMemoryBusTest extends BusContract {
  private final InMemoryBus bus = new InMemoryBus();

  @Override
  Bus sender() {
    return bus;
  }

  @Override
  Bus receiver() {
    return bus;
  }

  @AfterEach
  void close() {
    bus.close();
  }

  @Test
  void refusesWorkOnceClosed() {
    bus.close();
    assertThatThrownBy(() -> bus.publishRaw("a.b", new byte[0]))
        .isInstanceOf(BusException.Unavailable.class);
    assertThatThrownBy(bus::events).isInstanceOf(BusException.Unavailable.class);
  }
}
