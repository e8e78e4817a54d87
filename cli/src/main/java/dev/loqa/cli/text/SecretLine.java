package dev.loqa.cli.text;

import dev.loqa.cli.api.CliException;
import dev.loqa.cli.api.Exit;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// One line that nobody should see: typed at the terminal without echo, else a line of standard
/// input. Never an argument, which other programs of the machine could read.
public final class SecretLine {
  private static final int LONGEST = 8_192;

  private SecretLine() {}

  /// Whether a person sits at a terminal and can be asked.
  public static boolean canAsk() {
    return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
  }

  /// Asks for it; empty at the end of the input.
  public static Optional<String> typed(String prompt) {
    Optional<Console> console = Optional.ofNullable(System.console()).filter(Console::isTerminal);
    if (console.isPresent()) {
      return Optional.ofNullable(console.get().readPassword("%s", prompt)).map(String::new);
    }
    StringBuilder line = new StringBuilder();
    try {
      InputStreamReader in = new InputStreamReader(System.in, StandardCharsets.UTF_8);
      for (int c = in.read(); c >= 0 && c != '\n' && line.length() < LONGEST; c = in.read()) {
        line.append((char) c);
      }
    } catch (IOException e) {
      throw new CliException(Exit.FAILED, "standard input cannot be read: " + e.getMessage(), e);
    }
    return Optional.of(line.toString().replaceFirst("\r$", ""));
  }
}
