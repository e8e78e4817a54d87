package dev.loqa.cli.node;

import dev.loqa.cli.api.Exit;
import dev.loqa.cli.options.JsonOption;
import dev.loqa.cli.text.Shell;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `loqa node rotate NAME --request FILE`.
@Command(
    name = "rotate",
    mixinStandardHelpOptions = true,
    description = {
      "On the machine with loqad: give a node that is in a certificate for its new key",
      "(loqa node request NAME --renew). The old one works until it ends; when it is in",
      "wrong hands, revoke it instead."
    },
    footer = {"", "Example: loqa node rotate kitchen --request kitchen.csr"})
final class RotateCommand implements Callable<Integer> {
  private final Shell shell;
  @Mixin private HouseOption house = new HouseOption();
  @Mixin private SigningOption signing = new SigningOption();
  @Mixin private JsonOption json = new JsonOption();

  @Parameters(paramLabel = "NAME", description = "The node.")
  private String name = "";

  RotateCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    byte[] asked = signing.request();
    try (House decides = house.open(shell)) {
      House.Given given = decides.rotate(name, asked);
      Handing.over(name, given, signing.out(name), house, json, shell);
      return Exit.OK;
    }
  }
}
