package dev.loqa.cli.skill;

import dev.loqa.cli.api.CliException;
import dev.loqa.cli.api.Exit;
import dev.loqa.cli.options.JsonOption;
import dev.loqa.cli.text.Shell;
import dev.loqa.skillhost.packages.PackageSignature;
import dev.loqa.skillhost.packages.PublisherKey;
import dev.loqa.skillhost.packages.SkillPackage;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `loqa-skill verify`: who answers for a package.
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description = {
      "Check a package and its signature.",
      "With --key it must be of that publisher; without, the key that signed is shown, and whether",
      "to trust it is yours to say.",
      "Ends with 1 for an invalid package and 4 for a signature that is missing or wrong."
    },
    footer = {"", "Example: loqa-skill verify bell-1.0.0.lskill --key publisher.key.pub"})
public final class VerifyCommand implements Callable<Integer> {
  private final Shell shell;

  @Parameters(paramLabel = "FILE", description = "The package.")
  private Path file = Path.of("");

  @Option(
      names = "--key",
      paramLabel = "KEY",
      description = "The publisher's fingerprint, or the file with it.")
  private @Nullable String key;

  @Option(
      names = "--sig",
      paramLabel = "FILE",
      description = "The signature (default: the package's name with .sig).")
  private @Nullable Path sig;

  @Mixin private JsonOption json = new JsonOption();

  public VerifyCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    SkillPackage skill = PackageText.read(file);
    Path beside = sig != null ? sig : PackageText.signatureFile(file);
    PackageSignature signature = PackageText.signature(beside);
    PublisherKey expected = key != null ? PackageText.publisherKey(key) : signature.key();
    if (!signature.key().equals(expected)) {
      throw new CliException(
          Exit.UNTRUSTED,
          file
              + " is signed by "
              + signature.key()
              + " and not by "
              + expected
              + ": ask the publisher which of them is right");
    }
    if (!signature.verify(expected, skill)) {
      throw new CliException(
          Exit.UNTRUSTED,
          beside + " is no valid signature of " + file + ": fetch both again from the publisher");
    }
    if (json.asked()) {
      Map<String, Object> facts = PackageText.facts(skill);
      facts.put("key", expected.fingerprint());
      facts.put("expected", key != null);
      shell.json(facts);
    } else {
      shell.line(skill.name() + " " + skill.version() + ": signature valid");
      shell.line("by " + expected);
      if (key == null) {
        shell.line("Compare the key with the publisher's, or name it with --key.");
      }
    }
    return Exit.OK;
  }
}
