package dev.loqa.bundles.provision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The two-node harness with releases of this checkout's last commit, made in an empty folder:
/// about half an hour, and root.
@Tag("slow")
final class TwoNodesTest {
  private static final int CANNOT = 6;

  @Test
  void twoMachinesAreSetUpAndAnswerAndComeBackFromEveryFault() {
    Tool harness =
        Tool.run(
            Tool.ROOT,
            Map.of(),
            List.of("timeout", "--kill-after=60", "5400", "ansible/tests/from-nothing"));

    System.out.println(harness.output());
    assumeTrue(harness.code() != CANNOT, harness.output());
    assertThat(harness.code()).as(harness.output()).isZero();
  }
}
