package dev.loqa.cli.update;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Health as a daemon, or what stands in its place, answers.
final class HostServiceTest {
  private static final Duration SOON = Duration.ofSeconds(1);

  @TempDir private Path folder;
  private final CountDownLatch end = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private HttpServer server;
  private volatile String answer = "";

  @BeforeEach
  void aDaemon() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext(
        "/readyz",
        exchange -> {
          try (exchange) {
            if (answer.equals("hang")) {
              waitForTheEnd();
              return;
            }
            byte[] body = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.isEmpty() ? 200 : 503, Math.max(1, body.length));
            OutputStream out = exchange.getResponseBody();
            out.write(body.length == 0 ? new byte[] {'\n'} : body);
          }
        });
    server.start();
  }

  private void waitForTheEnd() throws IOException {
    try {
      if (!end.await(60, TimeUnit.SECONDS)) {
        throw new IOException("nobody ended this");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @AfterEach
  void stop() {
    end.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  @Test
  void aReadyDaemonIsHealthy() {
    try (HostService service = service(List.of())) {
      assertThat(service.runs()).isTrue();
      assertThat(service.health(false)).isEmpty();
    }
  }

  @Test
  void aDaemonThatHangsIsNotHealthyOnceTheDeadlineIsThere() {
    try (HostService service = service(List.of())) {
      assertThat(service.runs()).isTrue();
      answer = "hang";
      assertThat(service.health(false).orElseThrow())
          .startsWith("not healthy after 1 s")
          .contains("does not answer");
    }
  }

  @Test
  void whatWasWrongBeforeIsNoFaultOfTheRelease() {
    answer = checks("registries");
    try (HostService service = service(List.of())) {
      assertThat(service.runs()).isTrue();
      assertThat(service.health(false)).isEmpty();

      answer = checks("tts");
      assertThat(service.health(false).orElseThrow()).contains("tts is not ready");
    }
  }

  @Test
  void whereNothingListensNothingRuns() {
    server.stop(0);
    try (HostService service = service(List.of())) {
      assertThat(service.runs()).isFalse();
    }
  }

  @Test
  void aCheckThatFailsIsNamed() throws IOException {
    Path mark = Files.writeString(folder.resolve("mark"), "");
    try (HostService service = service(List.of("test", "-e", mark.toString()))) {
      assertThat(service.health(false)).isEmpty();
      Files.delete(mark);
      assertThat(service.health(false).orElseThrow()).contains("ended with exit code 1");
    }
  }

  @Test
  void aRestartThatFailsSaysWhy() {
    UpdateConfig config = config("", List.of("sh", "-c", "echo no such unit >&2; exit 5"));
    try (HostService service = new HostService(config, System::nanoTime)) {
      assertThat(service.restart().orElseThrow()).endsWith("exit code 5: no such unit");
    }
  }

  @Test
  void aMachineWithoutUnitsHasNothingToRestart() throws IOException {
    UpdateConfig bare = UpdateConfig.read(folder.resolve("none.yaml"), Map.of(), folder);
    assertThat(bare.restart()).isEmpty();
    assertThat(bare.healthUrl()).isEmpty();

    Files.createDirectories(folder.resolve("etc/systemd/system"));
    Files.writeString(folder.resolve("etc/systemd/system/loqad.service"), "");
    UpdateConfig core = UpdateConfig.read(folder.resolve("none.yaml"), Map.of(), folder);
    assertThat(core.restart()).startsWith("systemctl", "try-restart").contains("loqad.service");
    assertThat(core.healthUrl()).isEqualTo("http://127.0.0.1:8080/readyz");
  }

  private static String checks(String wrong) {
    return "{\"checks\": [{\"name\": \"store\", \"ok\": true}, {\"name\": \"%s\", \"ok\": false}]}"
        .formatted(wrong);
  }

  private HostService service(List<String> check) {
    String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/readyz";
    UpdateConfig config = config(url, List.of("true"));
    return new HostService(
        new UpdateConfig(
            config.url(),
            config.tokenFile(),
            config.restart(),
            config.healthUrl(),
            check,
            config.health(),
            config.data()),
        System::nanoTime);
  }

  private UpdateConfig config(String url, List<String> restart) {
    return new UpdateConfig("", "", restart, url, List.of(), SOON, folder);
  }
}
