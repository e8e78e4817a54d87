package dev.loqa.bundles.whole;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// What only root can set up.
final class Root {
  /// Starts a program as root without root's rights over files of others.
  static final List<String> POWERLESS =
      List.of("setpriv", "--bounding-set", "-all", "--inh-caps", "-all");

  private Root() {}

  static boolean is() {
    return "root".equals(System.getProperty("user.name"));
  }

  /// A folder that belongs to somebody else.
  static Path foreign(Path folder) throws IOException, InterruptedException {
    Files.createDirectory(folder);
    run("chown", "65534", folder.toString());
    run("chmod", "755", folder.toString());
    return folder;
  }

  /// Whether the command ended well.
  static boolean run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).inheritIO().start();
    if (!process.waitFor(20, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      return false;
    }
    return process.exitValue() == 0;
  }
}
