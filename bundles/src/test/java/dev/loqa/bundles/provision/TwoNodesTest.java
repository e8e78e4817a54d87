package dev.loqa.bundles.provision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The two-node harness: minutes, root, and a bundle that was made before (`LOQA_BUNDLES` names its
/// folder, `LOQA_BUNDLE_VERSION` its version).
@Tag("slow")
final class TwoNodesTest {
  private static final int CANNOT = 6;

  @Test
  void twoMachinesAreSetUpAndAnswerAndComeBackFromEveryFault() {
    String bundles = Optional.ofNullable(System.getenv("LOQA_BUNDLES")).orElse("");
    String version = Optional.ofNullable(System.getenv("LOQA_BUNDLE_VERSION")).orElse("");
    assumeTrue(
        !bundles.isEmpty() && !version.isEmpty() && Files.isDirectory(Path.of(bundles)),
        "LOQA_BUNDLES and LOQA_BUNDLE_VERSION name no bundle: the two nodes are left out");

    Tool harness =
        Tool.run(
            Tool.ROOT,
            Map.of(),
            List.of(
                "timeout",
                "--kill-after=60",
                "5400",
                "ansible/tests/two-nodes",
                "--bundles",
                bundles,
                "--version",
                version));

    System.out.println(harness.output());
    assumeTrue(harness.code() != CANNOT, harness.output());
    assertThat(harness.code()).as(harness.output()).isZero();
  }
}
