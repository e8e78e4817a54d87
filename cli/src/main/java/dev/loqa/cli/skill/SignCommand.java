package dev.loqa.cli.skill;

import dev.loqa.cli.api.Exit;
import dev.loqa.cli.options.JsonOption;
import dev.loqa.cli.text.Shell;
import dev.loqa.skillhost.packages.PackageSignature;
import dev.loqa.skillhost.packages.SigningKey;
import dev.loqa.skillhost.packages.SkillPackage;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `loqa-skill sign`: answers for a package that is there already.
@Command(
    name = "sign",
    mixinStandardHelpOptions = true,
    description = "Check a package and sign it: writes FILE.sig beside it.",
    footer = {"", "Example: loqa-skill sign bell-1.0.0.lskill --key publisher.key"})
public final class SignCommand implements Callable<Integer> {
  private final Shell shell;

  @Parameters(paramLabel = "FILE", description = "The package.")
  private Path file = Path.of("");

  @Option(
      names = "--key",
      required = true,
      paramLabel = "FILE",
      description = "The publisher's signing key, of loqa-skill keygen.")
  private Path key = Path.of("");

  @Mixin private JsonOption json = new JsonOption();

  public SignCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    SigningKey signing = PackageText.signingKey(key);
    SkillPackage skill = PackageText.read(file);
    PackageSignature signature = PackageText.checked(() -> signing.sign(skill));
    Path beside = PackageText.signatureFile(file);
    PackageText.write(beside, signature.line());
    if (json.asked()) {
      Map<String, Object> facts = new LinkedHashMap<>();
      facts.put("name", skill.name());
      facts.put("version", skill.version());
      facts.put("sha512", skill.digest());
      facts.put("signature", beside.toString());
      facts.put("key", signature.key().fingerprint());
      shell.json(facts);
    } else {
      shell.line(skill.name() + " " + skill.version() + " signed in " + beside);
      shell.line("by " + signature.key());
    }
    return Exit.OK;
  }
}
