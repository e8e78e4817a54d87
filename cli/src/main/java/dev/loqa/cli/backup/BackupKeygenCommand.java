package dev.loqa.cli.backup;

import dev.loqa.base.files.PrivateFiles;
import dev.loqa.cli.age.AgeKey;
import dev.loqa.cli.age.AgeRecipient;
import dev.loqa.cli.api.CliException;
import dev.loqa.cli.api.Exit;
import dev.loqa.cli.options.DataOption;
import dev.loqa.cli.options.JsonOption;
import dev.loqa.cli.text.Shell;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `loqa backup keygen`.
@Command(
    name = "keygen",
    mixinStandardHelpOptions = true,
    description = {
      "Make the key of this house's backups: the secret half in FILE, the public one in DATA/backup.pub.",
      "Take FILE away from this machine and keep a copy: without it nobody reads a backup."
    },
    footer = {"", "Example: loqa backup keygen loqa-backup.key"})
final class BackupKeygenCommand implements Callable<Integer> {
  private final Shell shell;
  @Mixin private DataOption data = new DataOption();
  @Mixin private JsonOption json = new JsonOption();

  @Parameters(paramLabel = "FILE", description = "The new key's file.")
  private Path file = Path.of("loqa-backup.key");

  @Option(
      names = "--apart",
      description = "Leave DATA/backup.pub alone and write FILE.pub beside the secret half.")
  private boolean apart;

  BackupKeygenCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    Path house = data.folder(shell);
    Path publicHalf =
        apart
            ? file.resolveSibling(file.getFileName() + ".pub")
            : house.resolve(HouseFolder.RECIPIENT);
    for (Path one : new Path[] {file, publicHalf}) {
      if (Files.exists(one)) {
        throw new CliException(
            Exit.CONFLICT,
            one + " is there already: backups of an old key need that key, so move it away first");
      }
    }
    AgeKey key = AgeKey.generate();
    AgeRecipient recipient = key.recipient().orElseThrow();
    try {
      if (!apart) {
        PrivateFiles.folder(house);
      }
      String text = key.text(InstantSource.system().instant().truncatedTo(ChronoUnit.SECONDS));
      PrivateFiles.write(file, text.getBytes(StandardCharsets.UTF_8));
      PrivateFiles.write(publicHalf, (recipient + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new CliException(
          Exit.FAILED, file + " cannot be written (" + Words.of(e) + "): name another file", e);
    }
    if (json.asked()) {
      shell.json(
          Map.of(
              "file", file.toString(),
              "public", publicHalf.toString(),
              "key", recipient.text()));
    } else {
      shell.line("secret  " + file + ": take it away from this machine, and keep a copy of it");
      shell.line("public  " + publicHalf + ": " + recipient);
    }
    return Exit.OK;
  }
}
