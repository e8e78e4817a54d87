package dev.loqa.cli.skill;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.loqa.cli.api.CliException;
import dev.loqa.cli.text.Shell;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// The command against a daemon that only listens.
final class SecretCommandTest {
  @TempDir private Path data;
  private final List<String> heard = new CopyOnWriteArrayList<>();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private Optional<String> typed = Optional.of("planted-value-1");
  private String answer = "{\"removed\":true}";
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    Files.createDirectories(data.resolve("run"));
    Files.writeString(data.resolve("run/token"), "token");
    Files.writeString(
        data.resolve("run/instance.json"),
        "{\"name\":\"n\",\"pid\":%d,\"http\":\"http://127.0.0.1:%d\",\"bus\":{}}"
            .formatted(ProcessHandle.current().pid(), server.getAddress().getPort()));
  }

  private void answer(HttpExchange exchange) throws IOException {
    heard.add(
        exchange.getRequestMethod()
            + " "
            + exchange.getRequestURI()
            + " "
            + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    byte[] body = answer.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private int run(String... args) {
    Shell shell =
        new Shell(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            Map.of("LOQA_DATA", data.toString()),
            false);
    CommandLine line = new CommandLine(new SecretCommand(shell, prompt -> typed));
    line.setExecutionExceptionHandler((failure, _, _) -> {
      shell.error(String.valueOf(failure.getMessage()));
      return failure instanceof CliException known ? known.exitCode() : 1;
    });
    return line.execute(args);
  }

  @Test
  void sendsAValueToTheDaemonAndPrintsItNowhere() {
    assertThat(run("set", "weather", "key")).isZero();

    assertThat(heard)
        .containsExactly("PUT /v1/skills/weather/secrets/key {\"value\":\"planted-value-1\"}");
    assertThat(out).hasToString("set key of weather\n");
    assertThat(err.toString(StandardCharsets.UTF_8)).doesNotContain("planted");
  }

  @Test
  void takesNoValueFromTheCommandLine() {
    assertThat(run("set", "weather", "key", "planted-value-1")).isEqualTo(2);
    assertThat(heard).isEmpty();
  }

  @Test
  void sendsNothingWhenNobodyTypes() {
    typed = Optional.empty();

    assertThat(run("set", "weather", "key")).isEqualTo(2);
    assertThat(heard).isEmpty();
  }

  @Test
  void listsNamesInATable() {
    answer =
        "{\"skill\":\"weather\",\"secrets\":[{\"name\":\"key\",\"set\":true,\"asked\":true,\"given_by_service_manager\":false}]}";

    assertThat(run("list", "weather")).isZero();

    assertThat(heard).containsExactly("GET /v1/skills/weather/secrets ");
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("key", "set", "yes");
  }

  @Test
  void forgetsASecretAndSaysWhenThereWasNone() {
    assertThat(run("remove", "weather", "key")).isZero();
    assertThat(heard).containsExactly("DELETE /v1/skills/weather/secrets/key ");

    answer = "{\"removed\":false}";
    assertThat(run("remove", "weather", "key")).isEqualTo(1);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("was not set");
  }

  @Test
  void endsWithSixWhenNoLoqaRuns() throws IOException {
    Files.delete(data.resolve("run/instance.json"));

    assertThat(run("list", "weather")).isEqualTo(6);
  }
}
