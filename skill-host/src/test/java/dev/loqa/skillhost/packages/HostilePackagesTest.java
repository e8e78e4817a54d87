package dev.loqa.skillhost.packages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.loqa.skillhost.HostileData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The shared set of hostile packages: each is accepted or refused as its index says, as the
/// original's package and as a `.lskill`, and nothing is written outside the folder to unpack into.
@Timeout(60)
class HostilePackagesTest {
  @TempDir private Path temp = Path.of("");

  @ParameterizedTest(name = "{0}")
  @MethodSource("dev.loqa.skillhost.HostileData#packages")
  void endsAsTheIndexSays(HostileData.Case one) throws IOException {
    assumeTrue(one.present(), one.toString());
    Path inside = temp.resolve("beside/target");

    switch (one.expect()) {
      case "accept" -> {
        SkillPackage.readFile(one.file(), PackageLimits.USUAL).unpack(inside);
        assertThat(files(inside)).containsExactly("build/demo.wasm", "skill.yaml");
      }
      case "reject", "reject<1s", "reject-or-strip" ->
          assertThatThrownBy(
                  () -> SkillPackage.readFile(one.file(), PackageLimits.USUAL).unpack(inside))
              .isInstanceOf(PackageException.class);
      default -> throw new AssertionError("the index says " + one.expect());
    }

    assertThat(files(temp)).allMatch(file -> file.startsWith("beside/target/"));
    byte[] packed = Files.readAllBytes(one.file());
    assertThatThrownBy(() -> SkillPackage.read(packed)).isInstanceOf(PackageException.class);
  }

  private static List<String> files(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return List.of();
    }
    try (Stream<Path> walk = Files.walk(folder)) {
      return walk.filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString())
          .sorted()
          .toList();
    }
  }
}
