package dev.loqa.cli.skill;

import dev.loqa.cli.api.Exit;
import dev.loqa.cli.options.JsonOption;
import dev.loqa.cli.text.Shell;
import dev.loqa.skillhost.packages.PackageSignature;
import dev.loqa.skillhost.packages.SigningKey;
import dev.loqa.skillhost.packages.SkillPackage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `loqa-skill package`: a skill's folder as one file, `NAME-VERSION.lskill`.
@Command(
    name = "package",
    mixinStandardHelpOptions = true,
    description = {
      "Make a skill's package, NAME-VERSION.lskill, and sign it if a key is given.",
      "It takes skill.yaml, the module, README.md, LICENSE, locales/ and tests/ and leaves",
      "everything else. The same skill gives the same package on every machine."
    },
    footer = {"", "Example: loqa-skill package bell --key publisher.key"})
public final class PackageCommand implements Callable<Integer> {
  private final Shell shell;

  @Parameters(
      arity = "0..1",
      paramLabel = "FOLDER",
      description = "The skill's folder, built (default: this folder).")
  private Path folder = Path.of("");

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Where to write it (default: NAME-VERSION.lskill in this folder).")
  private @Nullable Path out;

  @Option(
      names = "--key",
      paramLabel = "FILE",
      description = "The publisher's signing key; writes FILE.sig beside the package.")
  private @Nullable Path key;

  @Mixin private JsonOption json = new JsonOption();

  public PackageCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    SigningKey signing = key == null ? null : PackageText.signingKey(key);
    SkillPackage skill = PackageText.checked(() -> SkillPackage.of(built(folder)));
    Path file = out != null ? out : Path.of(skill.fileName());
    byte[] packed = skill.packed();
    PackageText.write(file, packed);
    Map<String, Object> facts = PackageText.facts(skill);
    facts.put("file", file.toString());
    facts.put("bytes", packed.length);
    if (signing != null) {
      PackageSignature signature = signing.sign(skill);
      PackageText.write(PackageText.signatureFile(file), signature.line());
      facts.put("key", signature.key().fingerprint());
    }
    if (json.asked()) {
      shell.json(facts);
      return Exit.OK;
    }
    shell.line(file + ": " + skill.sizes().size() + " files, " + packed.length + " bytes");
    shell.line("sha512 " + skill.digest());
    if (signing != null) {
      shell.line("signed by " + signing.publisher() + " in " + PackageText.signatureFile(file));
    }
    for (String wanted : new String[] {"README.md", "LICENSE"}) {
      if (!skill.sizes().containsKey(wanted)) {
        shell.error("it has no " + wanted + ": people like to know; add one to the folder");
      }
    }
    return Exit.OK;
  }

  /// The folder itself, or where Maven leaves the skill that it has built from it.
  private static Path built(Path folder) {
    Path maven = folder.resolve("target/skill");
    return !Files.isDirectory(folder.resolve("build"))
            && Files.isRegularFile(maven.resolve("skill.yaml"))
        ? maven
        : folder;
  }
}
