package dev.loqa.cli.skill;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.loqa.cli.text.Shell;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// The command against a daemon that only listens.
final class ConfigureCommandTest {
  private static final String SETTINGS =
      """
      {"skill":"weather","allows":["weather may call GET http://192.168.1.20:8080/v1/... in your network 192.168.1.20/32"],"settings":[
       {"name":"place","type":"string","description":"What the place is called.","wants":"a text","required":true},
       {"name":"units","type":"string","description":"","wants":"one of metric, imperial","required":false,"default":"metric","value":"metric"},
       {"name":"latitude","type":"number","description":"","wants":"a number","required":false,"set":99,"fault":"is 99: give a number from -90 to 90"}]}
      """;

  @TempDir private Path data;
  private final List<String> heard = new CopyOnWriteArrayList<>();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
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
    byte[] body = SETTINGS.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private int run(String... args) {
    List<String> all = new ArrayList<>(List.of("--data", data.toString()));
    all.addAll(List.of(args));
    PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
    PrintStream errors = new PrintStream(err, true, StandardCharsets.UTF_8);
    return new CommandLine(new ConfigureCommand(new Shell(print, errors, Map.of(), false)))
        .setErr(new PrintWriter(errors, true, StandardCharsets.UTF_8))
        .execute(all.toArray(String[]::new));
  }

  @Test
  void showsEverySettingAndWhatIsMissing() {
    assertThat(run("weather")).isZero();

    assertThat(heard).containsExactly("GET /v1/skills/weather/settings ");
    assertThat(out.toString(StandardCharsets.UTF_8))
        .containsSubsequence("place", "-", "not set, needed", "What the place is called.")
        .containsSubsequence("units", "metric", "the skill", "Give one of metric, imperial.")
        .containsSubsequence("latitude", "99 does not count", "it is 99: give a number")
        .contains("It still needs place.");
  }

  @Test
  void sendsAllChangesAtOnceAndSaysWhatTheyAllow() {
    assertThat(run("weather", "place=New York=NY", "latitude=", "--unset", "units")).isZero();

    assertThat(heard)
        .singleElement()
        .asString()
        .contains("PUT", "\"place\":\"New York=NY\"", "\"latitude\":\"\"", "\"unset\":[\"units\"]");
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("weather: place is New York=NY", "weather: units is taken back")
        .contains("192.168.1.20:8080/v1/... in your network 192.168.1.20/32 from now on.");
  }

  @Test
  void saysWhichSettingsThereAre() {
    assertThat(run("weather", "plaice")).isNotZero();
    assertThat(run("weather", "place=a", "place=b")).isNotZero();
    assertThat(heard).hasSize(1);
  }
}
