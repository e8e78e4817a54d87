package dev.loqa.cli;

import dev.loqa.base.config.NearMiss;
import dev.loqa.base.json.Json;
import dev.loqa.cli.api.CliException;
import dev.loqa.cli.api.Exit;
import dev.loqa.cli.api.Loqad;
import dev.loqa.cli.api.Values;
import dev.loqa.cli.options.JsonOption;
import dev.loqa.cli.text.Shell;
import dev.loqa.cli.text.Table;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `loqa config`: checks a configuration, shows what is in force, explains a key. loqad itself is
/// asked, so what is said here is what it would do.
@Command(
    name = "config",
    mixinStandardHelpOptions = true,
    description = "Check a configuration file, show what is in force, or explain a key.",
    synopsisSubcommandLabel = "(check | show | explain KEY)",
    footer = {"", "Example: loqa config check --config loqa.yaml"})
final class ConfigCommand implements Callable<Integer> {
  private final Shell shell;

  /// Which file is meant.
  static final class FileOption {
    @Option(
        names = "--config",
        paramLabel = "FILE",
        description = "The configuration (default: none, every key has its default).")
    private @Nullable Path file;

    List<String> arguments() {
      return file == null ? List.of() : List.of("--config", file.toString());
    }
  }

  ConfigCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    throw new CliException(Exit.USAGE, "say what: loqa config check, show or explain KEY");
  }

  @Command(
      name = "check",
      mixinStandardHelpOptions = true,
      description = "Check the whole file; every problem as FILE:LINE: thing: fault: way out.",
      footer = {"", "Example: loqa config check --config loqa.yaml"})
  int check(@Mixin FileOption file) {
    run(file, "--check-config").forEach(shell::line);
    return Exit.OK;
  }

  @Command(
      name = "show",
      mixinStandardHelpOptions = true,
      description = "Show every key with the value in force; * marks what is not the default.",
      footer = {"", "Example: loqa config show --config loqa.yaml"})
  int show(@Mixin FileOption file, @Mixin JsonOption json) {
    List<Map<String, Object>> keys = keys(file);
    if (json.asked()) {
      shell.json(Map.of("keys", keys));
      return Exit.OK;
    }
    Table table = Table.of("", "key", "value");
    for (Map<String, Object> key : keys) {
      boolean own = !Values.text(key, "value").equals(Values.text(key, "default_value"));
      table.row(own ? "*" : "", Values.text(key, "path"), Values.text(key, "value"));
    }
    shell.lines(table.lines());
    return Exit.OK;
  }

  @Command(
      name = "explain",
      mixinStandardHelpOptions = true,
      description = "Say what a key means, its default, its value and its environment variable.",
      footer = {"", "Example: loqa config explain http.port"})
  int explain(
      @Mixin FileOption file,
      @Mixin JsonOption json,
      @Parameters(paramLabel = "KEY", description = "As http.port.") String key) {
    List<Map<String, Object>> keys = keys(file);
    for (Map<String, Object> known : keys) {
      if (key.equals(Values.text(known, "path"))) {
        if (json.asked()) {
          shell.json(known);
        } else {
          explain(known);
        }
        return Exit.OK;
      }
    }
    List<String> names = keys.stream().map(known -> Values.text(known, "path")).toList();
    throw new CliException(
        Exit.FAILED, "the key " + key + " is not known: " + NearMiss.hint(key, names));
  }

  private void explain(Map<String, Object> key) {
    String path = Values.text(key, "path");
    shell.line(path + ": " + Values.text(key, "doc"));
    shell.line("  default      " + shown(Values.text(key, "default_value")));
    shell.line("  in force     " + shown(Values.text(key, "value")));
    shell.line("  environment  LOQA_" + path.replace('.', '_').toUpperCase(Locale.ROOT));
  }

  private static String shown(String value) {
    return value.isEmpty() ? "(empty)" : value;
  }

  private List<Map<String, Object>> keys(FileOption file) {
    String json = String.join("\n", run(file, "--explain-config"));
    return Values.list(Json.readObject(json), "keys");
  }

  private List<String> run(FileOption file, String what) {
    List<String> arguments = new ArrayList<>(file.arguments());
    arguments.add(what);
    return Loqad.ask(arguments);
  }
}
