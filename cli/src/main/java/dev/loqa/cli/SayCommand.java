package dev.loqa.cli;

import dev.loqa.cli.api.Api;
import dev.loqa.cli.api.CliException;
import dev.loqa.cli.api.Exit;
import dev.loqa.cli.api.Turn;
import dev.loqa.cli.api.Values;
import dev.loqa.cli.options.DataOption;
import dev.loqa.cli.options.JsonOption;
import dev.loqa.cli.text.SecretLine;
import dev.loqa.cli.text.Shell;
import dev.loqa.cli.text.TurnText;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `loqa say TEXT`: one typed turn.
@Command(
    name = "say",
    mixinStandardHelpOptions = true,
    description =
        "Type a command to the running Loqa; exit code 1 when something of it was not done.",
    footer = {"", "Example: loqa say turn on the kitchen light"})
final class SayCommand implements Callable<Integer> {
  /// A turn ends when its answer was spoken, and a model's may take minutes.
  private static final Duration TURN = Duration.ofMinutes(5);

  private static final String AWAITS = "awaits";

  private final Shell shell;
  @Mixin private DataOption data = new DataOption();
  @Mixin private JsonOption json = new JsonOption();

  @Parameters(
      arity = "1..*",
      paramLabel = "TEXT",
      description = "The words; - reads one line that is not shown, such as a PIN.")
  private List<String> words = List.of();

  @Option(
      names = "--session",
      paramLabel = "ID",
      description = "Go on with this conversation: answer what it asked.")
  private @Nullable String session;

  @Option(names = "--room", paramLabel = "ROOM", description = "The room you are in.")
  private @Nullable String room;

  @Option(names = "--speaker", paramLabel = "NAME", description = "Who speaks.")
  private @Nullable String speaker;

  @Option(
      names = "--language",
      paramLabel = "LANGUAGE",
      description = "The language of the words, as en or de; else the house's.")
  private @Nullable String language;

  @Option(names = "--silent", description = "Do not have the answer spoken.")
  private boolean silent;

  SayCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    String given = String.join(" ", words).strip();
    String text = given.equals("-") ? SecretLine.typed("(not shown): ").orElse("").strip() : given;
    if (text.isEmpty()) {
      throw new CliException(
          Exit.USAGE, "TEXT is empty: say something, as ./loqa say what time is it");
    }
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("text", text);
    put(body, "session_id", session);
    put(body, "room", room);
    put(body, "speaker", speaker);
    put(body, "language", language);
    if (silent) {
      body.put("speak", false);
    }
    try (Api api = data.api(shell)) {
      Map<String, Object> answer = api.post("/v1/say", body, TURN);
      int exit = print(shell, json.asked(), answer, "you said");
      troubles(api, answer);
      while (!json.asked()) {
        Optional<String> next = next(answer);
        if (next.isEmpty()) {
          howToAnswer(shell, answer);
          return exit;
        }
        body.put("session_id", Values.text(answer, "session"));
        body.put("text", next.get());
        answer = api.post("/v1/say", body, TURN);
        exit = print(shell, false, answer, "you said");
        troubles(api, answer);
      }
      return exit;
    }
  }

  private void troubles(Api api, Map<String, Object> answer) {
    if (!json.asked()) {
      shell.lines(Troubles.of(api, answer));
    }
  }

  /// What a person at the terminal says to a question of Loqa's.
  private Optional<String> next(Map<String, Object> answer) {
    return switch (Values.text(answer, AWAITS)) {
      case "pin" ->
          SecretLine.canAsk()
              ? SecretLine.typed("PIN (not shown): ").filter(said -> !said.isBlank())
              : Optional.empty();
      case "answer" -> shell.asks("answer (empty: none): ");
      default -> Optional.empty();
    };
  }

  /// Says how an open question can be answered by another command.
  static void howToAnswer(Shell shell, Map<String, Object> answer) {
    String say = "loqa say --session " + Values.text(answer, "session");
    switch (Values.text(answer, AWAITS)) {
      case "pin" -> shell.line("  the PIN: " + say + " - < pin.txt");
      case "answer" -> shell.line("  to answer: " + say + " ANSWER");
      default -> {
        // Nothing is asked.
      }
    }
  }

  /// Prints a turn; the exit code says whether all of it was done.
  static int print(Shell shell, boolean json, Map<String, Object> answer, String heard) {
    Turn turn = Turn.of(answer);
    if (json) {
      shell.json(answer);
    } else {
      shell.lines(TurnText.of(turn, heard));
    }
    return turn.allDone() ? Exit.OK : Exit.FAILED;
  }

  static void put(Map<String, Object> body, String key, @Nullable String value) {
    if (value != null) {
      body.put(key, value);
    }
  }
}
