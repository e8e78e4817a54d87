package dev.loqa.cli.node;

import dev.loqa.cli.api.Exit;
import dev.loqa.cli.options.JsonOption;
import dev.loqa.cli.text.Shell;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `loqa node enroll NAME --roles ROLES --request FILE`.
@Command(
    name = "enroll",
    mixinStandardHelpOptions = true,
    description = {
      "On the machine with loqad: sign a node's request and give it the rights of its roles.",
      "The same request again changes nothing."
    },
    footer = {"", "Example: loqa node enroll kitchen --roles stt,tts --request kitchen.csr"})
final class EnrollCommand implements Callable<Integer> {
  private final Shell shell;
  @Mixin private HouseOption house = new HouseOption();
  @Mixin private SigningOption signing = new SigningOption();
  @Mixin private JsonOption json = new JsonOption();

  @Option(
      names = "--roles",
      paramLabel = "ROLE",
      split = ",",
      required = true,
      description = "What it may do: stt, tts, llm, satellite, display, operator.")
  private List<String> roles = new ArrayList<>();

  @Option(
      names = "--hosts",
      paramLabel = "HOST",
      split = ",",
      description = "Names and addresses of the bus; only with the name and role bus.")
  private List<String> hosts = new ArrayList<>();

  @Parameters(paramLabel = "NAME", description = "The name in the request.")
  private String name = "";

  EnrollCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    byte[] asked = signing.request();
    try (House decides = house.openOrMake(shell)) {
      House.Given given = decides.enroll(name, roles, hosts, asked);
      Handing.over(name, given, signing.out(name), house, json, shell);
      return Exit.OK;
    }
  }
}
