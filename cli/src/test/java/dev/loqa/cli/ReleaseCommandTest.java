package dev.loqa.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.loqa.base.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Against an HTTP server that knows one skill, which rests.
class ReleaseCommandTest {
  @TempDir private Path folder = Path.of("");
  private HttpServer server = start();

  private static HttpServer start() {
    try {
      return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @BeforeEach
  void serve() throws IOException {
    server.createContext(
        "/v1/skills/weather/release",
        exchange -> {
          byte[] body =
              "{\"skill\":\"weather\",\"released\":true}".getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.createContext(
        "/",
        exchange -> {
          byte[] body =
              "{\"error\":{\"status\":404,\"thing\":\"the skill\",\"fault\":\"is not here\",\"way_out\":\"see\"}}"
                  .getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(404, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    Files.createDirectories(folder.resolve("run"));
    Files.writeString(folder.resolve("run/token"), "secret");
    Files.write(
        folder.resolve("run/instance.json"),
        Json.write(
            Map.of(
                "name",
                "test",
                "pid",
                ProcessHandle.current().pid(),
                "http",
                "http://127.0.0.1:" + server.getAddress().getPort())));
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void saysThatASkillIsCalledAgain() {
    assertThat(Run.skill("release", "weather", "--data", folder.toString()))
        .isEqualTo(new Run(0, "weather is called again\n", ""));
    assertThat(Run.skill("release", "weather", "--json", "--data", folder.toString()).out())
        .contains("\"released\"");
  }

  @Test
  void saysThatThereIsNoSuchSkill() {
    Run run = Run.skill("release", "wether", "--data", folder.toString());

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains("is not here");
  }

  @Test
  void needsARunningLoqa() {
    Run run = Run.skill("release", "weather", "--data", folder.resolve("empty").toString());

    assertThat(run.code()).isEqualTo(6);
  }
}
