package dev.loqa.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loqa.base.json.Json;
import dev.loqa.cli.text.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class MainTest {
  @TempDir private Path folder = Path.of("");

  /// A list of commands shows the first line of what each says of itself.
  @Test
  void everyCommandBeginsWithASentence() {
    Shell shell = new Shell(System.out, System.err, Map.of(), false);
    Map<String, Function<Shell, ?>> commands = new LinkedHashMap<>(SkillMain.commands());
    commands.putAll(Main.commands());
    commands.forEach((name, make) -> {
      Object command = make.apply(shell);
      CommandLine line = command instanceof CommandLine made ? made : new CommandLine(command);
      assertThat(line.getCommandSpec().usageMessage().description()[0]).as(name).endsWith(".");
    });
  }

  @Test
  void listsItsCommandsAndSaysWhatTheExitCodesMean() {
    Run run = Run.loqa("--help");

    assertThat(run.code()).isZero();
    assertThat(run.out()).contains("up", "demo", "say", "hear", "Exit codes: 0 ok", "Example:");
  }

  @Test
  void everyCommandHasAnExample() {
    for (String command : Main.commands().keySet()) {
      Run run = Run.loqa(command, "--help");

      assertThat(run.code()).as(command).isZero();
      assertThat(run.out()).as(command).contains("Example: loqa " + command);
    }
  }

  @Test
  void noCommandIsAUsageErrorThatShowsTheCommands() {
    Run run = Run.loqa();

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out()).contains("Commands:");
  }

  @Test
  void anUnknownCommandOrOptionIsAUsageError() {
    assertThat(Run.loqa("sya", "hello").code()).isEqualTo(2);
    assertThat(Run.loqa("sya", "hello").err()).contains("sya");
    assertThat(Run.loqa("say").code()).isEqualTo(2);
    assertThat(Run.loqa("say", "--loud", "hello").code()).isEqualTo(2);
    assertThat(Run.loqa("up", "--http", "many").code()).isEqualTo(2);
  }

  @Test
  void aCommandLineThatIsWrongIsSaidInOneLineWithTheWayToTheRightOne() {
    assertThat(Run.loqa("sya", "hello").err())
        .isEqualTo("loqa: there is no command sya: did you mean say?\n");
    assertThat(Run.loqa("frobnicate").err())
        .isEqualTo("loqa: there is no command frobnicate: see loqa --help\n");
    assertThat(Run.loqa("say", "--loud", "hello").err())
        .isEqualTo("loqa: Unknown option: '--loud': see loqa say --help\n");
    assertThat(Run.skill("frob").err()).contains("frob", "see loqa-skill --help");
  }

  @Test
  void wordsThatAreNoneAndLimitsThatNoPageHasAreUsageErrors() throws IOException {
    instance(
        Map.of("name", "Loqa", "pid", ProcessHandle.current().pid(), "http", "http://127.0.0.1:1"));
    String data = folder.toString();

    Run say = Run.loqa("say", "--data", data, " ");
    assertThat(say.code()).isEqualTo(2);
    assertThat(say.err()).contains("TEXT is empty");
    for (String command : new String[] {"events", "sessions"}) {
      Run run = Run.loqa(command, "--data", data, "--limit", "0");
      assertThat(run.code()).as(command).isEqualTo(2);
      assertThat(run.err()).isEqualTo("loqa: --limit is 0: give a number from 1 to 1000\n");
    }
    assertThat(Run.loqa("latency", "--data", data, "--last", "1001").err())
        .contains("--last is 1001");
  }

  @Test
  void everySummaryInTheListOfCommandsIsASentence() {
    assertThat(Run.loqa("--help").out().lines().filter(line -> line.startsWith("  replay")))
        .singleElement()
        .asString()
        .contains("Play a file of written turns, or a recorded session again");
  }

  @Test
  void saysHowToStartOneWhenNoneRuns() {
    Run run = Run.loqa("say", "--data", folder.toString(), "hello");

    assertThat(run.code()).isEqualTo(6);
    assertThat(run.err())
        .isEqualTo("loqa: no Loqa runs on " + folder + ": start one with ./loqa up\n");
    assertThat(run.out()).isEmpty();
  }

  @Test
  void aFileLeftByADeadProcessIsNoInstance() throws IOException {
    instance(Map.of("name", "Loqa", "pid", Integer.MAX_VALUE, "http", "http://127.0.0.1:1"));

    assertThat(Run.loqa("say", "--data", folder.toString(), "hello").code()).isEqualTo(6);
  }

  @Test
  void aSecondUpOnOneFolderIsRefusedByTheNameOfTheFirst() throws IOException {
    long me = ProcessHandle.current().pid();
    instance(Map.of("name", "kitchen", "pid", me, "http", "http://127.0.0.1:1"));

    Run run = Run.loqa("up", "--data", folder.toString());

    assertThat(run.code()).isEqualTo(5);
    assertThat(run.err()).contains("\"kitchen\" (pid " + me + ")", folder.toString(), "--data");
  }

  @Test
  void aDeafInstanceIsUnavailable() throws IOException {
    long me = ProcessHandle.current().pid();
    instance(Map.of("name", "kitchen", "pid", me, "http", "http://127.0.0.1:1"));

    Run run = Run.loqa("say", "--data", folder.toString(), "hello");

    assertThat(run.code()).isEqualTo(6);
    assertThat(run.err()).contains("http://127.0.0.1:1", "./loqa").doesNotContain("Exception");
  }

  @Test
  void aFileThatIsNoSoundIsRefusedBeforeAnybodyIsAsked() throws IOException {
    Path file = Files.writeString(folder.resolve("x.wav"), "no sound");

    Run run = Run.loqa("hear", "--data", folder.toString(), file.toString());

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains(file.toString()).doesNotContain("Exception");
  }

  private void instance(Map<String, Object> said) throws IOException {
    Files.createDirectories(folder.resolve("run"));
    Files.write(folder.resolve("run/instance.json"), Json.write(said));
    Files.writeString(folder.resolve("run/token"), "token\n");
  }
}
