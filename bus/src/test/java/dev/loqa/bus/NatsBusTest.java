package dev.loqa.bus;

import dev.loqa.protocol.Role;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// The contract over a real server with mutual TLS; both parties are core daemons, who may use any
/// subject.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class NatsBusTest extends BusContract {
  private NatsServer server;
  private NatsBus first;
  private NatsBus second;

  @BeforeAll
  void start(@TempDir Path data) {
    server =
        NatsServer.start(
            NatsServerOptions.in(data, "test")
                .withNodes(Map.of("core-1", Set.of(Role.LOQAD), "core-2", Set.of(Role.LOQAD))));
    first = NatsBus.connect(server.client("core-1"));
    second = NatsBus.connect(server.client("core-2"));
  }

  @AfterAll
  void stop() {
    first.close();
    second.close();
    server.close();
  }

  @Override
  Bus sender() {
    return first;
  }

  @Override
  Bus receiver() {
    return second;
  }
}
