package dev.loqa.base.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A parent JVM is killed; its children must follow.
final class OrphanTest {

  /// The parent: starts two children from a thread that ends, prints their pids, waits to be
  /// killed.
  static final class ParentMain {
    private ParentMain() {}

    public static void main(String[] args) throws Exception {
      Tether tether = args[0].equals("pipe") ? new Tether.StdinPipe() : Tether.forThisMachine();
      List<Child> children = new ArrayList<>();
      Thread starter =
          Thread.ofPlatform()
              .start(() -> {
                for (int i = 0; i < 2; i++) {
                  children.add(
                      Child.start(
                          ChildSpec.of(
                              "kept",
                              List.of("/bin/sh", "-c", "echo $$; exec tail -f /dev/null"),
                              (stream, line) -> System.out.println(line)),
                          tether));
                }
              });
      starter.join();
      // Ends only with the process: every child is watched for its whole life.
      for (Child child : children) {
        while (child.alive()) {
          child.waitFor(Duration.ofMinutes(1));
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"best", "pipe"})
  void noChildOutlivesAParentThatIsKilled(String tether) throws Exception {
    Process parent =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                ParentMain.class.getName(),
                tether)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader out = parent.inputReader(StandardCharsets.UTF_8)) {
      List<ProcessHandle> children = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        children.add(ProcessHandle.of(Long.parseLong(out.readLine())).orElseThrow());
      }
      assertThat(children).allMatch(ProcessHandle::isAlive);

      parent.destroyForcibly();

      for (ProcessHandle child : children) {
        child.onExit().get(10, TimeUnit.SECONDS);
        assertThat(child.isAlive()).isFalse();
      }
    } finally {
      parent.destroyForcibly();
    }
  }
}
