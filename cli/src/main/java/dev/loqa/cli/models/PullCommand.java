package dev.loqa.cli.models;

import dev.loqa.base.config.NearMiss;
import dev.loqa.base.models.ModelFile;
import dev.loqa.base.models.ModelFolder;
import dev.loqa.cli.api.CliException;
import dev.loqa.cli.api.Exit;
import dev.loqa.cli.options.DataOption;
import dev.loqa.cli.text.Clock;
import dev.loqa.cli.text.Shell;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `loqa models pull NAME`.
@Command(
    name = "pull",
    mixinStandardHelpOptions = true,
    description = {
      "Fetch a model from its official address, or a mirror, into the data folder and check its",
      "digest. Broken off, the next pull goes on where it was."
    },
    footer = {
      "",
      "Example: loqa models pull whisper-tiny.en",
      "         loqa models pull whisper-tiny.en --mirror http://nas.local/models"
    })
final class PullCommand implements Callable<Integer> {
  private static final String MIRROR = "LOQA_MODELS_MIRROR";

  private final Shell shell;
  @Mixin private DataOption data = new DataOption();

  @Option(
      names = "--mirror",
      paramLabel = "URL",
      description = {
        "A web folder with the same files, called as in DIR/models (default: $" + MIRROR + ").",
        "The digest is the same, so it need not be trusted."
      })
  private @Nullable String mirror;

  @Option(
      names = "--sha256",
      paramLabel = "DIGEST",
      description = "What the file must be, where the catalogue does not know it.")
  private @Nullable String sha256;

  @Parameters(paramLabel = "NAME", description = "One of loqa models list.")
  private String name = "";

  PullCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    ModelPin pin = vouched(known(ModelPins.ofThisInstallation()));
    Optional<String> elsewhere =
        Optional.ofNullable(mirror).or(() -> Optional.ofNullable(shell.environment().get(MIRROR)));
    ModelPin source =
        elsewhere.filter(url -> !url.isBlank()).map(url -> from(pin, url)).orElse(pin);
    shell.progress(
        "fetching " + name + " (" + Clock.bytes(pin.bytes()) + ") from " + source.url().getHost());
    ModelFolder.Stored stored =
        new ModelStore(data.folder(shell)).pull(source, progress(pin.bytes()));
    shell.lines(HowToUse.lines(ModelFile.read(stored.file()), stored.name()));
    return Exit.OK;
  }

  private ModelPin known(ModelPins pins) {
    List<String> names = pins.pins().stream().map(ModelPin::name).toList();
    return pins.named(name)
        .orElseThrow(() ->
            new CliException(
                Exit.FAILED,
                "the catalogue has no model "
                    + name
                    + ": "
                    + NearMiss.hint(name, names)
                    + "; or fetch it yourself and run `loqa models add FILE`"));
  }

  private ModelPin vouched(ModelPin pin) {
    if (sha256 == null) {
      return pin;
    }
    String digest = sha256.strip().toLowerCase(Locale.ROOT);
    if (!ModelPin.isDigest(digest)) {
      throw new CliException(Exit.USAGE, "--sha256 is " + sha256 + ": give 64 hex digits");
    }
    if (pin.sha256().isPresent() && !pin.sha256().get().equals(digest)) {
      throw new CliException(
          Exit.UNTRUSTED,
          "the catalogue pins "
              + pin.name()
              + " to another sha256, "
              + pin.sha256().get()
              + ": leave --sha256 out, or add your file with `loqa models add FILE`");
    }
    return pin.with(digest);
  }

  private static ModelPin from(ModelPin pin, String url) {
    try {
      ModelPin there = pin.from(url);
      if (there.url().getHost() != null) {
        return there;
      }
    } catch (IllegalArgumentException e) {
      // said below
    }
    throw new CliException(
        Exit.USAGE, "the mirror " + url + " is no web address: give http(s)://HOST/FOLDER");
  }

  /// Tells every tenth part once.
  private LongConsumer progress(long whole) {
    long[] told = {0};
    return have -> {
      long tenths = have * 10 / whole;
      if (tenths > told[0]) {
        told[0] = tenths;
        shell.progress(tenths * 10 + " %");
      }
    };
  }
}
