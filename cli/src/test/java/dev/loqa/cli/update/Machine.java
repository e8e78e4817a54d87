package dev.loqa.cli.update;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loqa.cli.api.CliException;
import dev.loqa.cli.api.Exit;
import dev.loqa.cli.release.ReleaseFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// A machine with a folder of releases, on which a test says what is unfit and what is ill. What
/// "runs" is whatever was active at the last restart.
final class Machine implements Trial, Service {
  final Releases releases;
  final Set<String> unfit = new HashSet<>();
  final Set<String> ill = new HashSet<>();
  final List<Step> steps = new ArrayList<>();
  boolean serves = true;
  String running = "";
  private final Consumer<Step> at;

  Machine(Path root) {
    this(root, step -> {});
  }

  Machine(Path root, Consumer<Step> at) {
    this.releases = new Releases(root);
    this.at = at;
  }

  Update update() {
    return new Update(releases, MadeBundle.HERE, this, switching(), this::reached);
  }

  Switch switching() {
    return new Switch(releases, this, System::nanoTime, this::reached);
  }

  Ended apply(Path bundle) {
    return update().apply(bundle, MadeBundle.keys(), false);
  }

  /// The active release, which is whole and passed its smoke test, whatever happened.
  String active() throws IOException {
    String active = releases.active().orElseThrow();
    ReleaseFiles.check(releases.root().resolve("active"));
    assertThat(releases.isProven(active)).as(active + " is proven").isTrue();
    assertThat(Files.isExecutable(releases.root().resolve("active/bin/loqa"))).isTrue();
    return active;
  }

  private void reached(Step step) {
    steps.add(step);
    at.accept(step);
  }

  @Override
  public void prepare(Path release) {
    try {
      Files.writeString(release.resolve("java.arguments"), "made here");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void prove(Path release) {
    if (unfit.contains(String.valueOf(release.getFileName()))) {
      throw new CliException(Exit.FAILED, "timer: no receipt");
    }
  }

  @Override
  public boolean runs() {
    return serves;
  }

  @Override
  public Optional<String> restart() {
    try {
      running = releases.active().orElseThrow();
      return Optional.empty();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public Optional<String> health(boolean ranBefore) {
    return ill.contains(running) ? Optional.of("loqad does not answer") : Optional.empty();
  }
}
