package dev.loqa.skillhost.packages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The same skill is the same tar everywhere. The digest stands here, so every JDK that runs this
/// test compares itself with the one that made it.
@Timeout(120)
class ReproducibleTest {
  private static final String DIGEST =
      "aa59ef38727aa88b81247db94902f56bc0cc6fff7a6c2b3b0eb851dbda82172b"
          + "3d8c80a1f56b3dbf91a96835b297e9c96eebc71395181515c09a786fac966c12";

  @TempDir private Path temp = Path.of("");

  @Test
  void givesTheKnownDigest() throws IOException {
    assertThat(SkillPackage.of(DemoSkill.in(temp)).digest()).isEqualTo(DIGEST);
  }

  @Test
  void doesSoInAnotherTimeZoneLocaleCharsetAndFolder() throws Exception {
    Path folder = DemoSkill.in(temp.resolve("another/folder"));
    Process other =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Duser.timezone=Asia/Kathmandu",
                    "-Duser.language=tr",
                    "-Duser.country=TR",
                    "-Dfile.encoding=ISO-8859-1",
                    "-cp",
                    System.getProperty("java.class.path"),
                    PackOnce.class.getName(),
                    folder.toString()))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try {
      assertThat(new String(other.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip())
          .isEqualTo("Asia/Kathmandu tr_TR " + DIGEST);
      assertThat(other.waitFor(60, TimeUnit.SECONDS)).isTrue();
    } finally {
      other.destroyForcibly();
    }
  }
}
