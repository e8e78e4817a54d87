package dev.loqa.cli.node;

import dev.loqa.cli.api.Exit;
import dev.loqa.cli.options.JsonOption;
import dev.loqa.cli.text.Shell;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `loqa node revoke NAME`.
@Command(
    name = "revoke",
    mixinStandardHelpOptions = true,
    description = {
      "On the machine with loqad: put a node out. Its connections end at once, and what was",
      "signed for it is worth nothing any more, also after it was enrolled again."
    },
    footer = {"", "Example: loqa node revoke kitchen"})
final class RevokeCommand implements Callable<Integer> {
  private final Shell shell;
  @Mixin private HouseOption house = new HouseOption();
  @Mixin private JsonOption json = new JsonOption();

  @Parameters(paramLabel = "NAME", description = "The node.")
  private String name = "";

  RevokeCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    try (House decides = house.open(shell)) {
      boolean changed = decides.revoke(name);
      if (json.asked()) {
        shell.json(Map.of("node", name, "revoked", true, "changed", changed));
        return Exit.OK;
      }
      shell.line(name + (changed ? " is out" : " was out already"));
      if (house.offline()) {
        Handing.tellBus(house, shell);
      }
      return Exit.OK;
    }
  }
}
