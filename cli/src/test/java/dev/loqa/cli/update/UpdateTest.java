package dev.loqa.cli.update;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loqa.cli.api.CliException;
import dev.loqa.cli.api.Exit;
import dev.loqa.cli.release.Platform;
import dev.loqa.skillhost.packages.SigningKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// From one release to the next, with what may be wrong with the next one.
final class UpdateTest {
  @TempDir private Path folder;
  private Machine machine;

  @BeforeEach
  void aMachineWithAFirstRelease() throws IOException {
    machine = new Machine(folder.resolve("opt"));
    assertThat(machine.apply(new MadeBundle("2026.1.1").in(folder)))
        .isEqualTo(new Ended.Switched("2026.1.1", null, false));
  }

  @Test
  void goesToTheNextReleaseAndStartsItAnew() throws IOException {
    Ended ended = machine.apply(new MadeBundle("2026.1.2").in(folder));

    assertThat(ended).isEqualTo(new Ended.Switched("2026.1.2", "2026.1.1", true));
    assertThat(machine.active()).isEqualTo("2026.1.2");
    assertThat(machine.running).isEqualTo("2026.1.2");
    assertThat(machine.releases.pending()).isEmpty();
  }

  @Test
  void theSameBundleAgainChangesNothing() throws IOException {
    Path bundle = new MadeBundle("2026.1.2").in(folder);
    machine.apply(bundle);

    assertThat(machine.apply(bundle)).isEqualTo(new Ended.Already("2026.1.2"));
  }

  @Test
  void anotherBundleOfTheActiveVersionIsRefused() throws IOException {
    Path bundle = new MadeBundle("2026.1.1").with("lib/new.jar", "new").in(folder);

    refused(bundle, Exit.CONFLICT, "made of another bundle");
  }

  @Test
  void aReleaseThatDoesNotBecomeHealthyIsGoneBackFromAndNotTriedAgain() throws IOException {
    machine.ill.add("2026.1.2");
    Path bundle = new MadeBundle("2026.1.2").in(folder);

    Ended ended = machine.apply(bundle);

    assertThat(ended)
        .isInstanceOfSatisfying(
            Ended.RolledBack.class,
            back -> {
              assertThat(back.active()).isEqualTo("2026.1.1");
              assertThat(back.fault()).isEqualTo("loqad does not answer");
              assertThat(back.stillWrong()).isNull();
            });
    assertThat(machine.active()).isEqualTo("2026.1.1");
    assertThat(machine.running).isEqualTo("2026.1.1");
    assertThat(machine.releases.pending()).isEmpty();
    refused(bundle, Exit.CONFLICT, "not tried again");
    machine.ill.clear();
    assertThat(machine.update().apply(bundle, MadeBundle.keys(), true))
        .isInstanceOf(Ended.Switched.class);
  }

  @Test
  void aReleaseThatFailsItsSmokeTestIsNeverActive() throws IOException {
    machine.unfit.add("2026.1.2");
    machine.steps.clear();
    Path bundle = new MadeBundle("2026.1.2").in(folder);

    refused(bundle, Exit.FAILED, "failed its smoke test and is not used: timer: no receipt");
    assertThat(machine.steps).doesNotContain(Step.PROVEN);
    assertThat(machine.releases.folder("2026.1.2")).doesNotExist();
    refused(bundle, Exit.CONFLICT, "not tried again");
  }

  @Test
  void aBundleSignedByNobodyKnownIsRefused() throws IOException {
    Path bundle = new MadeBundle("2026.1.2").signedBy(SigningKey.generate()).in(folder);

    refused(bundle, Exit.UNTRUSTED, "which is not in release.pub");
  }

  @Test
  void aBundleWithoutSignatureIsRefused() throws IOException {
    Path bundle = new MadeBundle("2026.1.2").in(folder);
    Files.delete(bundle.resolveSibling(bundle.getFileName() + ".sig"));

    refused(bundle, Exit.UNTRUSTED, "cannot be believed");
  }

  @Test
  void aChangedChecksumIsNotWhatWasSigned() throws IOException {
    Path bundle = new MadeBundle("2026.1.2").in(folder);
    Path checksum = bundle.resolveSibling(bundle.getFileName() + ".sha256");
    Files.writeString(checksum, "0".repeat(64) + "  " + bundle.getFileName() + "\n");

    refused(bundle, Exit.UNTRUSTED, "not over its checksum");
  }

  @Test
  void theSignatureOfAnotherBundleIsNoneOfThisOne() throws IOException {
    Path old = new MadeBundle("2026.1.2").in(folder);
    Path bundle = old.resolveSibling("loqa-2026.9.9-linux-amd64.tar.gz");
    for (String ending : new String[] {"", ".sha256", ".sig"}) {
      Files.copy(Path.of(old + ending), Path.of(bundle + ending));
    }

    refused(bundle, Exit.UNTRUSTED, "speaks of another file");
  }

  @Test
  void aBundleThatIsCutOffIsRefused() throws IOException {
    Path bundle = new MadeBundle("2026.1.2").in(folder);
    byte[] whole = Files.readAllBytes(bundle);
    Files.write(bundle, Arrays.copyOf(whole, whole.length - 20));

    refused(bundle, Exit.UNTRUSTED, "damaged or cut off");
  }

  @Test
  void aBundleForAnotherProcessorIsRefusedByItsName() throws IOException {
    Path bundle = new MadeBundle("2026.1.2", new Platform("linux", "arm64")).in(folder);

    refused(bundle, Exit.FAILED, "is for linux-arm64 and this machine is linux-amd64");
  }

  @Test
  void aBundleThatIsAnotherReleaseInsideIsRefused() throws IOException {
    Path bundle = new MadeBundle("2026.1.2").saysItIs("2026.1.3").in(folder);

    refused(bundle, Exit.UNTRUSTED, "says inside that it is loqa-2026.1.3");
  }

  @Test
  void aReleaseWhoseDatabaseTheActiveOneCannotReadIsRefused() throws IOException {
    refused(new MadeBundle("2026.1.2").schema(5, 5).in(folder), Exit.CONFLICT, "no way back");

    machine.apply(new MadeBundle("2026.1.3").schema(4, 5).in(folder));
    machine.apply(new MadeBundle("2026.1.4").schema(5, 5).in(folder));
    assertThat(machine.active()).isEqualTo("2026.1.4");
    assertThatThrownBy(() -> machine.switching().back(Optional.of("2026.1.1")))
        .hasMessageContaining("reads up to 4");
    assertThat(machine.switching().back(Optional.empty()).active()).isEqualTo("2026.1.3");
  }

  @Test
  void goesBackByHandAndDoesNotComeForwardByItself() throws IOException {
    Path bundle = new MadeBundle("2026.1.2").in(folder);
    machine.apply(bundle);

    assertThat(machine.switching().back(Optional.empty()))
        .isEqualTo(new Ended.Switched("2026.1.1", "2026.1.2", true));
    assertThat(machine.active()).isEqualTo("2026.1.1");
    refused(bundle, Exit.CONFLICT, "gone back from by hand");
    assertThatThrownBy(() -> machine.switching().back(Optional.empty()))
        .hasMessageContaining("there is no release before 2026.1.1");
  }

  @Test
  void keepsFiveReleases() throws IOException {
    for (int day = 2; day <= 12; day++) {
      machine.apply(new MadeBundle("2026.1." + day).in(folder));
    }

    assertThat(machine.releases.proven())
        .containsExactly("2026.1.12", "2026.1.11", "2026.1.10", "2026.1.9", "2026.1.8");
    assertThat(machine.active()).isEqualTo("2026.1.12");
  }

  @Test
  void nothingIsStartedAnewWhereNothingRuns() throws IOException {
    machine.serves = false;
    machine.ill.add("2026.1.2");

    assertThat(machine.apply(new MadeBundle("2026.1.2").in(folder)))
        .isEqualTo(new Ended.Switched("2026.1.2", "2026.1.1", false));
    assertThat(machine.running).isEmpty();
  }

  @Test
  void aSecondUpdateAtTheSameTimeIsRefused() {
    try (UpdateLock _ = UpdateLock.take(machine.releases.root())) {
      assertThatThrownBy(() -> UpdateLock.take(machine.releases.root()))
          .hasMessageContaining("another update");
    }
    UpdateLock.take(machine.releases.root()).close();
  }

  private void refused(Path bundle, int exit, String words) throws IOException {
    String before = machine.active();
    assertThatThrownBy(() -> machine.apply(bundle))
        .hasMessageContaining(words)
        .isInstanceOfSatisfying(CliException.class, e -> assertThat(e.exitCode()).isEqualTo(exit));
    assertThat(machine.active()).isEqualTo(before);
    assertThat(machine.releases.pending()).isEmpty();
  }
}
