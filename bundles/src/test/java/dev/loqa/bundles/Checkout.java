package dev.loqa.bundles;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The checkout as the tests of this package read it: modules, compiled classes, sources, pages.
final class Checkout {
  static final Path ROOT =
      Path.of(System.getProperty("loqa.root", "..")).toAbsolutePath().normalize();

  private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");

  private Checkout() {}

  /// The folders that the root pom names.
  static List<Path> modules() {
    return MODULE
        .matcher(text(ROOT.resolve("pom.xml")))
        .results()
        .map(found -> ROOT.resolve(found.group(1)))
        .toList();
  }

  /// The compiled main classes of every module that is built. A full build has them all; of a part
  /// (`-pl bundles -am`) the ones left out are printed.
  static JavaClasses classes() {
    List<Path> folders = new ArrayList<>();
    for (Path module : modules()) {
      Path folder = module.resolve("target/classes");
      if (Files.isDirectory(folder)) {
        folders.add(folder);
      } else if (!javaFiles(module.resolve("src/main")).isEmpty()) {
        System.out.println(shortName(module) + " is not built: its classes are not looked at");
      }
    }
    return new ClassFileImporter().importPaths(folders);
  }

  /// Every Java file below the `src` of every module, tests too.
  static List<Path> sources() {
    return modules().stream().flatMap(module -> javaFiles(module.resolve("src")).stream()).toList();
  }

  /// Every page in the checkout's root, below `docs` and beside the skills.
  static List<Path> pages() {
    return Stream.of(
            files(ROOT, 1), files(ROOT.resolve("docs"), 9), files(ROOT.resolve("skills"), 2))
        .flatMap(List::stream)
        .filter(file -> file.toString().endsWith(".md"))
        .toList();
  }

  static String text(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": cannot be read", e);
    }
  }

  static String shortName(Path file) {
    return ROOT.relativize(file).toString();
  }

  /// `FILE:LINE` of every place in a file where the pattern is found.
  static List<String> places(Path file, Pattern pattern) {
    String text = text(file);
    return pattern.matcher(text).results().map(found -> place(file, text, found)).toList();
  }

  private static String place(Path file, String text, MatchResult found) {
    long line = text.substring(0, found.start()).lines().count();
    return shortName(file) + ":" + Math.max(1, line) + ": " + found.group().strip();
  }

  private static List<Path> javaFiles(Path folder) {
    return files(folder, 99).stream().filter(file -> file.toString().endsWith(".java")).toList();
  }

  private static List<Path> files(Path folder, int depth) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> found = Files.walk(folder, depth)) {
      return found.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(folder + ": cannot be listed", e);
    }
  }
}
