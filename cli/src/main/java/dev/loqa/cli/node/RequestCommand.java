package dev.loqa.cli.node;

import dev.loqa.bus.pki.NodeFolder;
import dev.loqa.cli.api.Exit;
import dev.loqa.cli.options.JsonOption;
import dev.loqa.cli.text.Shell;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `loqa node request NAME`.
@Command(
    name = "request",
    mixinStandardHelpOptions = true,
    description = {
      "On the machine that is to come in: make its key, which never leaves it, and a request",
      "to be signed. What is there already stays as it is."
    },
    footer = {"", "Example: loqa node request kitchen"})
final class RequestCommand implements Callable<Integer> {
  private final Shell shell;
  @Mixin private PkiOption pki = new PkiOption();
  @Mixin private JsonOption json = new JsonOption();

  @Option(
      names = "--renew",
      description = "Make a new key beside the one in use, for loqa node rotate.")
  private boolean renew;

  @Parameters(paramLabel = "NAME", description = "What the node is to be called.")
  private String name = "";

  RequestCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    NodeFolder node =
        FolderHouse.guarded(() -> NodeFolder.of(pki.folder(shell).toAbsolutePath(), name));
    boolean made = FolderHouse.guarded(() -> renew ? node.renew() : node.ask());
    if (json.asked()) {
      shell.json(Map.of("node", name, "request", node.request().toString(), "changed", made));
      return Exit.OK;
    }
    String file = Shell.typed(node.request().toString());
    shell.line((made ? "request written: " : "request was there already: ") + file);
    shell.line("Copy it to the machine with loqad and run there:");
    shell.line(
        renew
            ? "  loqa node rotate " + name + " --request " + name + ".csr"
            : "  loqa node enroll " + name + " --roles stt,tts --request " + name + ".csr");
    return Exit.OK;
  }
}
