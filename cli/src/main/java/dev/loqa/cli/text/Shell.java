package dev.loqa.cli.text;

import dev.loqa.base.json.Json;
import java.io.Console;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/// Where a command prints and what surrounds it. Results go to `out`, progress and errors to `err`.
///
/// @param terminal whether a person watches; progress is shown only then
/// @param answers what that person types after a question, empty at the end of the input
public record Shell(
    PrintStream out,
    PrintStream err,
    Map<String, String> environment,
    boolean terminal,
    Supplier<Optional<String>> answers) {
  private static final Pattern PERSON = Pattern.compile("[A-Za-z0-9._@-]{1,64}");
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./@:=+-]+");

  public Shell {
    environment = Map.copyOf(environment);
  }

  /// A shell whose person answers at the terminal.
  public Shell(
      PrintStream out, PrintStream err, Map<String, String> environment, boolean terminal) {
    this(out, err, environment, terminal, Shell::typedAtTheTerminal);
  }

  private static Optional<String> typedAtTheTerminal() {
    return Optional.ofNullable(System.console()).map(Console::readLine);
  }

  /// The shell this program was started from.
  public static Shell ofProcess() {
    boolean terminal = Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
    return new Shell(System.out, System.err, System.getenv(), terminal);
  }

  public void line(String text) {
    out.println(clean(text));
  }

  public void lines(Iterable<String> lines) {
    lines.forEach(this::line);
  }

  /// One line on what is being done now.
  public void progress(String text) {
    if (terminal) {
      err.println("  " + clean(text));
    }
  }

  /// Asks a question that only a person can agree to: false for anything but yes, and when nobody
  /// watches.
  public boolean agrees(String question) {
    if (!terminal) {
      return false;
    }
    err.print(clean(question) + " [y/N] ");
    err.flush();
    String answer = answers.get().orElse("").strip().toLowerCase(Locale.ROOT);
    return answer.equals("y") || answer.equals("yes");
  }

  /// What a person types after `prompt`: nothing when the line is empty or nobody watches.
  public Optional<String> asks(String prompt) {
    if (!terminal) {
      return Optional.empty();
    }
    err.print(clean(prompt));
    err.flush();
    return answers.get().map(String::strip).filter(line -> !line.isEmpty());
  }

  /// `word` as it has to be typed in a shell.
  public static String typed(String word) {
    return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
  }

  /// Who is at it, as events name a person; `owner` where that is not known.
  public String person() {
    String user = environment.getOrDefault("USER", "owner");
    return PERSON.matcher(user).matches() ? user : "owner";
  }

  public void error(String text) {
    err.println("loqa: " + clean(text));
  }

  /// `value` as JSON.
  public void json(Object value) {
    out.println(Json.text(value));
  }

  /// Text of others without what would steer a terminal.
  static String clean(String text) {
    StringBuilder clean = null;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean steering = Character.isISOControl(c) && c != '\n' && c != '\t';
      if (steering && clean == null) {
        clean = new StringBuilder(text.length()).append(text, 0, i);
      }
      if (clean != null) {
        clean.append(steering ? '?' : c);
      }
    }
    return clean == null ? text : clean.toString();
  }
}
