package dev.loqa.cli.skill;

import dev.loqa.cli.api.CliException;
import dev.loqa.cli.api.Exit;
import dev.loqa.cli.options.JsonOption;
import dev.loqa.cli.text.Shell;
import dev.loqa.skillhost.packages.KeyException;
import dev.loqa.skillhost.packages.SigningKey;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `loqa-skill keygen`: a publisher's key.
@Command(
    name = "keygen",
    mixinStandardHelpOptions = true,
    description = {
      "Make a publisher's signing key in FILE, and its public half in FILE.pub.",
      "Keep FILE secret and keep a copy of it: who installed a skill of yours takes its updates",
      "only from the same key."
    },
    footer = {"", "Example: loqa-skill keygen publisher.key"})
public final class KeygenCommand implements Callable<Integer> {
  private final Shell shell;

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description = "The new key's file (default: publisher.key).")
  private Path file = Path.of("publisher.key");

  @Mixin private JsonOption json = new JsonOption();

  public KeygenCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    SigningKey key = SigningKey.generate();
    try {
      key.save(file);
    } catch (KeyException e) {
      throw new CliException(Exit.FAILED, String.valueOf(e.getMessage()), e);
    }
    Path publicHalf = file.resolveSibling(file.getFileName() + ".pub");
    PackageText.write(publicHalf, key.publisher().fingerprint() + "\n");
    if (json.asked()) {
      shell.json(
          Map.of(
              "file",
              file.toString(),
              "public",
              publicHalf.toString(),
              "key",
              key.publisher().fingerprint()));
    } else {
      shell.line("the key is in " + file + " (secret), its public half in " + publicHalf);
      shell.line("fingerprint " + key.publisher().fingerprint());
    }
    return Exit.OK;
  }
}
