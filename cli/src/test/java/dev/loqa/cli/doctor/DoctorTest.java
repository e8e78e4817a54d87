package dev.loqa.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loqa.cli.api.Turn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorTest {
  private static final String SAID = "what time is it";

  @TempDir private Path folder = Path.of("");

  private static String broken(String... without) {
    Map<String, Object> whole = new LinkedHashMap<>();
    whole.put("transcript", SAID);
    whole.put("intent", "small-talk.time");
    whole.put("reply", "It is ten.");
    whole.put("audio_ms", 900.0);
    List.of(without).forEach(whole::remove);
    List<Finding> findings = TurnDiagnosis.of(Turn.of(whole), SAID, "small-talk.time");
    return findings.stream()
        .filter(finding -> !finding.ok())
        .map(Finding::hop)
        .findFirst()
        .orElse("none");
  }

  @Test
  void namesTheHopWhereTheSentenceEnded() {
    assertThat(broken()).isEqualTo("none");
    assertThat(broken("transcript")).isEqualTo("ear");
    assertThat(broken("intent")).isEqualTo("understanding");
    assertThat(broken("reply")).isEqualTo("skill");
    assertThat(broken("audio_ms")).isEqualTo("voice");
  }

  @Test
  void aFolderThatCanBeMadeIsFineAndNothingIsLeftInIt() {
    Finding finding = MachineChecks.folder(folder.resolve("a/b"));

    assertThat(finding.ok()).isTrue();
    assertThat(finding.detail()).contains("can be made");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aFolderThatIsNoneIsBrokenWithItsFix() {
    Finding finding = MachineChecks.folder(Path.of("/proc/loqa"));

    assertThat(finding.ok()).isFalse();
    assertThat(finding.line()).startsWith("FAIL  data folder").contains("Fix: ");
  }

  @Test
  void aClockOfAnotherCenturyIsBroken() {
    assertThat(MachineChecks.clock(Instant.EPOCH).ok()).isFalse();
    assertThat(MachineChecks.clock(Instant.parse("2026-11-21T10:00:00Z")).ok()).isTrue();
    assertThat(MachineChecks.clock(Instant.parse("2106-01-01T00:00:00Z")).ok()).isFalse();
  }

  @Test
  void theOwnersCertificateLiesWhereAnInstalledMachineKeepsAll() throws IOException {
    Path loqads = Files.createDirectories(folder.resolve("run/loqad/pki"));
    assertThat(OperatorIdentity.folder(loqads, folder)).isEqualTo(loqads);

    Path installed = Files.createDirectories(folder.resolve("etc/loqa/pki"));
    assertThat(OperatorIdentity.folder(loqads, folder)).isEqualTo(installed);

    Files.createFile(loqads.resolve("operator.crt"));
    assertThat(OperatorIdentity.folder(loqads, folder)).isEqualTo(loqads);
  }

  @Test
  void theFixIsTakenFromWordsThatEndInTheirWayOut() {
    assertThat(Finding.broken("bus", "no bus at tls://x: check that loqad runs"))
        .isEqualTo(new Finding("bus", false, "no bus at tls://x", "check that loqad runs"));
  }
}
