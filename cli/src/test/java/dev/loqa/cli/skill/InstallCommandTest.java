package dev.loqa.cli.skill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.loqa.base.json.Json;
import dev.loqa.cli.api.CliException;
import dev.loqa.cli.api.Exit;
import dev.loqa.cli.text.Shell;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// Against a server that answers as loqad would and keeps what it was asked.
final class InstallCommandTest {
  private static final String DIGEST = "ab".repeat(32);

  @TempDir private Path folder;
  private HttpServer server;
  private Path file;
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final Map<String, Object> plan = new LinkedHashMap<>();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private int status = 200;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    Path run = Files.createDirectories(folder.resolve("data/run"));
    Files.writeString(run.resolve("token"), "t");
    Files.write(
        run.resolve("instance.json"),
        Json.write(
            Map.of(
                "name",
                "test",
                "pid",
                ProcessHandle.current().pid(),
                "http",
                "http://127.0.0.1:" + server.getAddress().getPort(),
                "bus",
                Map.of())));
    file = Files.write(folder.resolve("weather-1.0.0.lskill"), new byte[] {1, 2, 3});
    Files.writeString(folder.resolve("weather-1.0.0.lskill.sig"), "KEY SIGNATURE\n");
    plan.put("skill", "weather");
    plan.put("version", "1.0.0");
    plan.put("need", "consent");
    plan.put("consent", DIGEST);
    plan.put("publisher_kind", "stranger");
    plan.put(
        "text", List.of("Install weather.", "Its package is 1.", "It is signed.", "It may x."));
    plan.put(
        "widened",
        List.of(
            Map.of("about", "a", "sentence", "It may work.", "usual", true),
            Map.of("about", "b", "sentence", "It may call the web.", "usual", false)));
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    asked.add(
        exchange.getRequestURI().getRawQuery()
            + " "
            + exchange.getRequestHeaders().getFirst("Loqa-Signature"));
    exchange.getRequestBody().readAllBytes();
    boolean refused = status != 200;
    byte[] body =
        Json.write(
            refused
                ? Map.of("error", Map.of("thing", "it", "fault", "is not", "way_out", "try"))
                : plan);
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private int run(Optional<String> answer, String... args) {
    Shell shell =
        new Shell(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
            Map.of("USER", "anna"),
            answer.isPresent(),
            () -> answer);
    InstallCommand command = new InstallCommand(shell);
    new CommandLine(command).parseArgs(args);
    return command.call();
  }

  private int piped(String... more) {
    return run(Optional.empty(), all(more));
  }

  private String[] all(String... more) {
    List<String> args =
        new ArrayList<>(List.of(file.toString(), "--data", folder.resolve("data").toString()));
    args.addAll(List.of(more));
    return args.toArray(String[]::new);
  }

  private static void ends(int code, String words, ThrowingCallable action) {
    assertThatThrownBy(action)
        .isInstanceOfSatisfying(CliException.class, e -> assertThat(e.exitCode()).isEqualTo(code))
        .hasMessageContaining(words);
  }

  private String printed() {
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void withoutATerminalItEndsWithTheCommandThatWouldAgree() {
    String would =
        "loqa-skill install " + file + " --data " + folder.resolve("data") + " --consent " + DIGEST;

    ends(Exit.DENIED, would, this::piped);
    ends(Exit.DENIED, would, () -> piped("--yes"));
    assertThat(asked).allMatch(query -> query.contains("plan=true"));
    assertThat(printed()).contains("  ! It may call the web.", "    It may work.");

    assertThat(piped("--consent", DIGEST)).isZero();
    assertThat(asked.getLast()).contains("consent=" + DIGEST, "by=anna", "KEY SIGNATURE");
  }

  @Test
  void onATerminalThePersonIsAsked() {
    ends(Exit.DENIED, "nobody has agreed", () -> run(Optional.of("n"), all()));
    ends(Exit.DENIED, "nobody has agreed", () -> run(Optional.of(""), all()));

    assertThat(run(Optional.of("yes"), all())).isZero();
    assertThat(asked.getLast()).contains("consent=" + DIGEST);
  }

  @Test
  void anotherKeyIsNotEvenAskedFor() {
    plan.put("publisher_kind", "changed");

    ends(Exit.UNTRUSTED, "another key", () -> run(Optional.of("yes"), all()));
    assertThat(asked).hasSize(1);
  }

  @Test
  void aPlainYesIsForModestSkillsOnly() {
    plan.put("need", "yes");

    assertThat(piped("--yes")).isZero();
    assertThat(asked.getLast()).contains("yes=true").doesNotContain("consent=");
    ends(Exit.DENIED, "nobody has agreed", this::piped);
  }

  @Test
  void aPlanIsOnlyShown() {
    assertThat(piped("--plan")).isZero();

    assertThat(asked).singleElement().asString().contains("plan=true");
    assertThat(printed()).contains("It needs your consent: " + DIGEST);
  }

  @Test
  void whatNobodySignedIsUntrustedWithoutAskingAnybody() throws IOException {
    Files.delete(folder.resolve("weather-1.0.0.lskill.sig"));

    ends(Exit.UNTRUSTED, "has no signature", this::piped);
    ends(
        Exit.UNTRUSTED,
        "is a folder",
        () -> run(Optional.empty(), folder.toString(), "--data", folder + "/data"));
    ends(Exit.FAILED, "is not there", () -> run(Optional.empty(), folder + "/none.lskill"));
    assertThat(asked).isEmpty();
  }

  @Test
  void aRefusalHasItsExitCode() {
    Map<Integer, Integer> codes =
        Map.of(400, Exit.FAILED, 409, Exit.CONFLICT, 422, Exit.UNTRUSTED, 503, Exit.UNAVAILABLE);
    codes.forEach((answered, code) -> {
      status = answered;
      ends(code, "it is not: try", this::piped);
    });
  }

  @Test
  void withoutARunningLoqaItIsUnavailable() {
    ends(
        Exit.UNAVAILABLE,
        "",
        () ->
            run(Optional.empty(), file.toString(), "--data", folder.resolve("nobody").toString()));
  }

  private int named(String... args) {
    List<String> all = new ArrayList<>(List.of(args));
    all.addAll(List.of("--data", folder.resolve("data").toString()));
    return run(Optional.empty(), all.toArray(String[]::new));
  }

  @Test
  void aNameIsLeftToTheRegistriesAndAgreedToInExactlyTheVersionThatWasShown() {
    plan.put("version", "1.2.0");
    String would =
        "loqa-skill install weather@1.2.0 --from /stick --data "
            + folder.resolve("data")
            + " --consent "
            + DIGEST;

    ends(Exit.DENIED, would, () -> named("weather", "--from", "/stick"));
    assertThat(asked.getLast())
        .contains("form=registry", "name=weather", "from=%2Fstick")
        .doesNotContain("version=");
    assertThat(named("weather", "--consent", DIGEST)).isZero();
    assertThat(asked.getLast()).contains("version=1.2.0", "consent=" + DIGEST);
    ends(
        Exit.DENIED,
        "weather@1.0.0-rc.1",
        () -> {
          plan.put("version", "1.0.0-rc.1");
          named("weather@1.0.0-rc.1");
        });
    assertThat(asked.getLast()).contains("version=1.0.0-rc.1");
  }

  @Test
  void whatThePublisherTookBackIsShownBeforeAnythingElse() {
    plan.put("warnings", List.of("Its publisher has taken this version back: loud"));

    ends(Exit.DENIED, "nobody has agreed", () -> named("weather@1.0.0"));
    assertThat(printed()).contains("  ! Its publisher has taken this version back: loud");
  }
}
