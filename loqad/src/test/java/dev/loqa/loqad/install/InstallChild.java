package dev.loqa.loqad.install;

import dev.loqa.loqad.install.Installer.Step;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// A program that the tests start, kill and starve: `DATA PACKAGE` installs the package beside its
/// `.sig` in the data folder, and `DATA FOLDER` what lies in a folder as if it came with Loqa. It
/// stops at every step until it is told to go on.
final class InstallChild {
  private static final PrintStream OUT = new PrintStream(System.out, false, StandardCharsets.UTF_8);

  private InstallChild() {}

  public static void main(String[] args) throws IOException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    Path what = Path.of(args[1]);
    try (House house = new House(Path.of(args[0]), Set.of(), what, step -> stop(step, in))) {
      if (Files.isDirectory(what)) {
        House.bring(house);
        say("running " + house.running().orElse("nothing"));
        return;
      }
      Offer offer = offer(what);
      try {
        house.installer.install(offer, null, false);
        say("installed");
      } catch (InstallException e) {
        say("refused " + e.kind() + " " + String.valueOf(e.getMessage()).replace('\n', ' '));
      }
      say("running " + house.running().orElse("nothing"));
    }
  }

  static Offer offer(Path file) throws IOException {
    return new Offer(
        Files.readAllBytes(file),
        Files.readString(file.resolveSibling(file.getFileName() + ".sig")),
        Offer.Form.SIGNED,
        false,
        "anna");
  }

  private static void stop(Step step, BufferedReader in) {
    say("at " + step);
    try {
      in.readLine();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void say(String line) {
    OUT.println("> " + line);
    OUT.flush();
  }

  /// The command that runs this program.
  static List<String> command(Path data, Path file) {
    return new ArrayList<>(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            InstallChild.class.getName(),
            data.toString(),
            file.toString()));
  }
}
