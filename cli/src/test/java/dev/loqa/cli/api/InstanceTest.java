package dev.loqa.cli.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loqa.base.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class InstanceTest {
  /// Above what Linux and macOS give to a process.
  private static final long NO_PID = 1L << 23;

  @TempDir private Path data;

  private void left(long pid, int port) throws IOException {
    Files.createDirectories(data.resolve("run"));
    Files.writeString(data.resolve("run/token"), "secret\n");
    Files.writeString(
        data.resolve("run/instance.json"),
        Json.text(Map.of("pid", pid, "http", "http://127.0.0.1:" + port, "name", "Loqa")));
  }

  @Test
  void aProcessThatOneMayNotSeeRunsWhenItListens() throws IOException {
    try (ServerSocket hidden = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      left(NO_PID, hidden.getLocalPort());

      assertThat(Instance.lookup(data))
          .hasValueSatisfying(instance -> assertThat(instance.token()).isEqualTo("secret"));
    }
  }

  @Test
  void whatADeadOneLeftIsNone() throws IOException {
    int port;
    try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = gone.getLocalPort();
    }
    left(NO_PID, port);

    assertThat(Instance.lookup(data)).isEmpty();
  }

  @Test
  void aLivingProcessRunsBeforeItListens() throws IOException {
    left(ProcessHandle.current().pid(), 1);

    assertThat(Instance.lookup(data)).isPresent();
  }
}
