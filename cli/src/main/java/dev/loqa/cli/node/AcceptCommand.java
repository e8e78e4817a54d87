package dev.loqa.cli.node;

import dev.loqa.bus.pki.NodeFolder;
import dev.loqa.cli.api.Exit;
import dev.loqa.cli.options.JsonOption;
import dev.loqa.cli.text.Shell;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `loqa node accept NAME --certificate FILE`.
@Command(
    name = "accept",
    mixinStandardHelpOptions = true,
    description = {
      "On the machine that was enrolled: take the certificate that its house signed.",
      "A running loqa-edge shows it within seconds, in a pause between two turns."
    },
    footer = {"", "Example: loqa node accept kitchen --certificate kitchen.crt"})
final class AcceptCommand implements Callable<Integer> {
  private final Shell shell;
  @Mixin private PkiOption pki = new PkiOption();
  @Mixin private JsonOption json = new JsonOption();

  @Option(
      names = "--certificate",
      paramLabel = "FILE",
      required = true,
      description = "What loqa node enroll or rotate wrote.")
  private Path certificate = Path.of("");

  @Parameters(paramLabel = "NAME", description = "The node.")
  private String name = "";

  AcceptCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    byte[] given = PemFiles.read(certificate);
    Path folder = pki.folder(shell).toAbsolutePath();
    boolean changed = FolderHouse.guarded(() -> NodeFolder.of(folder, name).accept(given));
    if (json.asked()) {
      shell.json(Map.of("node", name, "pki", folder.toString(), "changed", changed));
      return Exit.OK;
    }
    shell.line(
        changed ? name + " has its certificate in " + folder : "nothing changed in " + folder);
    shell.line("Its configuration names it: node: {id: " + name + "}, bus: {pki: " + folder + "}");
    return Exit.OK;
  }
}
