package dev.loqa.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loqa.base.files.FilesException;
import dev.loqa.base.process.Tether;
import java.io.BufferedReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The child server's life: start, port, take-over, refusal.
final class NatsServerTest {
  private static final byte[] EMPTY = "{}".getBytes(StandardCharsets.UTF_8);

  @TempDir Path data;

  private NatsServerOptions options() {
    return NatsServerOptions.in(data, "test");
  }

  private static int port(String url) {
    return URI.create(url).getPort();
  }

  private static void assertServes(NatsServer server) {
    try (NatsBus bus = NatsBus.connect(server.client("loqad"));
        Subscription _ =
            bus.subscribe("test.echo", request -> bus.respondRaw(request, request.body()))) {
      assertThat(bus.requestRaw("test.echo", EMPTY, Duration.ofSeconds(10)).body())
          .isEqualTo(EMPTY);
    }
  }

  @Test
  void isReadyAndHealthyOnceStarted() {
    try (NatsServer server = NatsServer.start(options())) {
      assertThat(server.healthy()).isTrue();
      assertThat(server.url()).startsWith("tls://127.0.0.1:");
      assertServes(server);
    }
  }

  @Test
  void keepsItsPort() {
    String first;
    try (NatsServer server = NatsServer.start(options())) {
      first = server.url();
    }
    try (NatsServer server = NatsServer.start(options())) {
      assertThat(server.url()).isEqualTo(first);
      assertServes(server);
    }
  }

  @Test
  void choosesANewPortWhenAStrangerTookTheKeptOne() throws Exception {
    int first;
    try (NatsServer server = NatsServer.start(options())) {
      first = port(server.url());
    }
    try (ServerSocket _ = new ServerSocket(first, 1, InetAddress.getLoopbackAddress());
        NatsServer server = NatsServer.start(options())) {
      assertThat(port(server.url())).isNotEqualTo(first);
      assertServes(server);
    }
  }

  @Test
  void refusesAFixedPortThatIsInUse() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> NatsServer.start(options().withPort(taken.getLocalPort())))
          .isInstanceOf(BusException.class)
          .hasMessageContaining("port " + taken.getLocalPort())
          .hasMessageContaining("in use");
    }
    // The failed start let the folder go.
    NatsServer.start(options()).close();
  }

  @Test
  void refusesASecondOneOnItsFolderByNameOfTheFirst() {
    try (NatsServer _ = NatsServer.start(options())) {
      assertThatThrownBy(() -> NatsServer.start(options()))
          .isInstanceOf(FilesException.class)
          .hasMessageContaining("the bus of test (pid " + ProcessHandle.current().pid());
    }
  }

  @Test
  void takesOverFromAServerThatWasLeftBehind() throws Exception {
    String url;
    try (NatsServer server = NatsServer.start(options())) {
      url = server.url();
    }
    ServerBinary binary = ServerBinary.find(null, System.getenv());
    Process orphan =
        Tether.forThisMachine()
            .start(
                new ProcessBuilder(
                        binary.path().toString(), "-c", data.resolve("bus/nats.conf").toString())
                    .redirectErrorStream(true));
    try (BufferedReader log = orphan.inputReader()) {
      assertThat(log.lines().anyMatch(line -> line.contains("Server is ready"))).isTrue();

      try (NatsServer server = NatsServer.start(options())) {
        assertThat(orphan.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(server.url()).isEqualTo(url);
        assertServes(server);
      }
    } finally {
      orphan.destroyForcibly();
    }
  }

  @Test
  void leavesAProcessAloneWhoseNumberIsInAnOldPidFile() throws Exception {
    Process stranger = Tether.forThisMachine().start(new ProcessBuilder("tail", "-f", "/dev/null"));
    try {
      Files.createDirectories(data.resolve("bus"));
      Files.writeString(data.resolve("bus/nats.pid"), Long.toString(stranger.pid()));
      try (NatsServer server = NatsServer.start(options())) {
        assertThat(stranger.isAlive()).isTrue();
        assertThat(server.pid()).isNotEqualTo(stranger.pid());
      }
    } finally {
      stranger.destroyForcibly();
    }
  }

  /// A loqad that only runs the bus.
  static final class ParentMain {
    private ParentMain() {}

    public static void main(String[] args) throws Exception {
      try (NatsServer server = NatsServer.start(NatsServerOptions.in(Path.of(args[0]), "parent"))) {
        System.out.println("ready " + server.pid() + " " + server.url());
        System.in.read();
      }
    }
  }

  @Test
  void followsItsParentThatIsKilledAndStartsAgainOnTheSamePort() throws Exception {
    Process parent =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                ParentMain.class.getName(),
                data.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (BufferedReader out = parent.inputReader()) {
      String[] ready =
          out.lines()
              .filter(line -> line.startsWith("ready "))
              .findFirst()
              .orElseThrow()
              .split(" ", -1);
      ProcessHandle server = ProcessHandle.of(Long.parseLong(ready[1])).orElseThrow();

      parent.destroyForcibly().waitFor(10, TimeUnit.SECONDS);

      try (NatsServer again = NatsServer.start(options())) {
        assertThat(again.url()).isEqualTo(ready[2]);
        assertServes(again);
      }
      server.onExit().get(10, TimeUnit.SECONDS);
    } finally {
      parent.destroyForcibly();
    }
  }

  @Test
  void refusesAServerThatIsTooOld() throws Exception {
    Path old = data.resolve("nats-server");
    Files.writeString(old, "#!/bin/sh\necho nats-server: v2.9.10\n");
    Files.setPosixFilePermissions(old, PosixFilePermissions.fromString("rwx------"));

    assertThatThrownBy(() -> NatsServer.start(options().withBinary(old)))
        .isInstanceOf(BusException.class)
        .hasMessageContaining(old.toString())
        .hasMessageContaining("2.9.10")
        .hasMessageContaining("at least 2.10.23");
  }

  @Test
  void refusesAProgramThatIsNoServer() throws Exception {
    Path odd = data.resolve("odd");
    Files.writeString(odd, "#!/bin/sh\nexit 3\n");
    Files.setPosixFilePermissions(odd, PosixFilePermissions.fromString("rwx------"));

    assertThatThrownBy(() -> NatsServer.start(options().withBinary(odd)))
        .hasMessageContaining("it is no nats-server");
  }

  @Test
  void saysWhereAServerWasLookedFor() {
    assertThatThrownBy(
            () -> ServerBinary.find(null, Map.of("PATH", data.toString(), "HOME", data.toString())))
        .isInstanceOf(BusException.class)
        .hasMessageContaining("LOQA_NATS_SERVER");
  }
}
