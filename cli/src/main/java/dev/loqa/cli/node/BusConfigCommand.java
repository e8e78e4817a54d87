package dev.loqa.cli.node;

import dev.loqa.bus.Accounts;
import dev.loqa.bus.roster.Roster;
import dev.loqa.cli.api.Exit;
import dev.loqa.cli.text.Shell;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `loqa node bus-config --authority DIR`.
@Command(
    name = "bus-config",
    mixinStandardHelpOptions = true,
    description = {
      "For a nats-server that is not loqad's own: who may connect and what each may do, made",
      "from the roster in the authority's folder. Its configuration includes this; after a",
      "change it has to be reloaded."
    },
    footer = {
      "",
      "Example: loqa node bus-config --authority /etc/loqa/authority --out /etc/loqa/nats/rights.conf"
    })
final class BusConfigCommand implements Callable<Integer> {
  private final Shell shell;

  @Option(
      names = "--authority",
      paramLabel = "DIR",
      required = true,
      description = "The folder with the authority's key.")
  private Path authority = Path.of("");

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Write it there instead of printing it; untouched when nothing changed.")
  private @Nullable Path out;

  BusConfigCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    String text = FolderHouse.guarded(() -> Accounts.text(Roster.in(authority)));
    Path file = out;
    if (file == null) {
      text.lines().forEach(shell::line);
    } else {
      PemFiles.write(file, text);
    }
    return Exit.OK;
  }
}
