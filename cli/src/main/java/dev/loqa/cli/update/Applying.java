package dev.loqa.cli.update;

import dev.loqa.cli.api.CliException;
import dev.loqa.cli.api.Exit;
import dev.loqa.cli.release.Bundle;
import dev.loqa.cli.release.Platform;
import dev.loqa.cli.release.ReleaseKeys;
import dev.loqa.cli.text.Clock;
import dev.loqa.cli.text.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/// Fetching and applying as commands do it, with what the machine is configured for. The caller
/// holds the [UpdateLock].
final class Applying {
  private static final int MOST_TOKEN_BYTES = 4 << 10;

  private final Shell shell;
  private final Releases releases;
  private final UpdateConfig config;
  private final ReleaseKeys keys;
  private final Consumer<String> told;

  Applying(Shell shell, Releases releases, UpdateConfig config, ReleaseKeys keys) {
    this.shell = shell;
    this.releases = releases;
    this.config = config;
    this.keys = keys;
    this.told = UpdateOptions.progress(shell);
  }

  /// The newest bundle of the configured folder; empty when it is the active release.
  Optional<Bundle> fetch() {
    if (config.url().isEmpty()) {
      throw new CliException(
          Exit.USAGE,
          "update.url is not set in " + UpdateConfig.FILE + ": name a web folder there");
    }
    Fetch fetch = new Fetch(releases, Platform.ofThisMachine(), config.url(), token());
    Optional<Bundle> bundle = fetch.newest(keys, progress());
    shell.line(
        bundle
            .map(found -> "fetched " + found.file())
            .orElse("there is nothing newer at " + config.url()));
    return bundle;
  }

  /// Applies a bundle and tells how it ended; the exit code.
  int apply(Path bundle, boolean again, boolean caches) {
    try (HostService service = new HostService(config, System::nanoTime)) {
      Switch switching = new Switch(releases, service, System::nanoTime, _ -> {});
      Trial trial = new ReleaseTrial(config.data(), caches, told);
      Update update = new Update(releases, Platform.ofThisMachine(), trial, switching, this::tell);
      Ended ended = update.apply(bundle, keys, again);
      int code = EndedText.tell(shell, ended);
      UnitFiles.told(releases.folder(ended.active()), Path.of("/")).forEach(shell::line);
      return code;
    } catch (IOException e) {
      throw new CliException(
          Exit.FAILED, releases.root() + " cannot be read (" + e + "): check its rights", e);
    }
  }

  private Optional<String> token() {
    if (config.tokenFile().isEmpty()) {
      return Optional.empty();
    }
    Path file = Path.of(config.tokenFile());
    try {
      if (Files.size(file) > MOST_TOKEN_BYTES) {
        throw new CliException(Exit.FAILED, file + " is no token: it is too large");
      }
      return Files.readString(file)
          .lines()
          .map(String::strip)
          .filter(l -> !l.isEmpty())
          .findFirst();
    } catch (IOException e) {
      throw new CliException(
          Exit.FAILED,
          "update.token_file "
              + file
              + " cannot be read ("
              + e.getMessage()
              + "): put the token there",
          e);
    }
  }

  private LongConsumer progress() {
    long[] tens = {0};
    return have -> {
      if (have / 20_000_000 > tens[0]) {
        tens[0] = have / 20_000_000;
        shell.progress(Clock.bytes(have));
      }
    };
  }

  private void tell(Step step) {
    switch (step) {
      case VERIFIED -> told.accept("signature and checksum are right");
      case PLACED -> told.accept("unpacked");
      default -> {
        // said by what comes of it
      }
    }
  }
}
