package dev.loqa.skill.build;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/// The Java files of one skill's project, in `src/main/java`.
///
/// @param files as they are reached from where the program was started, so that a terminal finds
///   them
record SkillSources(Path root, List<Path> files) {
  /// TeaVM reads class files up to this release.
  private static final String RELEASE = "21";

  SkillSources {
    files = List.copyOf(files);
  }

  static SkillSources of(Path project) throws IOException {
    Path root = project.resolve("src/main/java");
    List<Path> files = List.of();
    if (Files.isDirectory(root)) {
      try (Stream<Path> all = Files.walk(root)) {
        files = all.filter(file -> file.toString().endsWith(".java")).sorted().toList();
      }
    }
    if (files.isEmpty()) {
      throw new SkillBuildException(root + " has no .java file: write the skill's class there");
    }
    return new SkillSources(root, files);
  }

  /// The archive or folder that the SDK came from.
  static Path sdk(ClassLoader loader) {
    String entry = "dev/loqa/skill/Skill.class";
    URL found = loader.getResource(entry);
    if (found == null) {
      throw new SkillBuildException("the SDK is not on the class path: add loqa-skill-sdk to it");
    }
    String text = found.toString();
    String base = text.substring(0, text.length() - entry.length());
    base = base.startsWith("jar:") ? base.substring(4).replaceAll("!/$", "") : base;
    try {
      return Path.of(new URI(base));
    } catch (URISyntaxException e) {
      throw new SkillBuildException("the SDK at " + base + " is no file: give its archive", e);
    }
  }

  /// Compiles everything into an emptied folder.
  void compile(Path classes, Path sdk) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    if (compiler == null) {
      throw new SkillBuildException("this Java has no compiler: use a complete JDK");
    }
    empty(classes);
    DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
    boolean compiled;
    try (StandardJavaFileManager manager =
        compiler.getStandardFileManager(found, Locale.ROOT, StandardCharsets.UTF_8)) {
      List<String> options =
          List.of(
              "--release",
              RELEASE,
              "-encoding",
              "UTF-8",
              "-proc:none",
              "-g",
              "-Xlint:all,-options,-classfile,-processing",
              "-d",
              classes.toString(),
              "-cp",
              sdk.toString());
      compiled =
          compiler
              .getTask(
                  new StringWriter(),
                  manager,
                  found,
                  options,
                  null,
                  manager.getJavaFileObjectsFromPaths(files))
              .call();
    }
    String problems =
        found.getDiagnostics().stream()
            .filter(one -> compiled == (one.getKind() != Diagnostic.Kind.ERROR))
            .filter(one -> one.getSource() != null || !compiled)
            .map(SkillSources::line)
            .distinct()
            .collect(Collectors.joining("\n"));
    if (!compiled) {
      throw new SkillBuildException(problems);
    }
    if (!problems.isEmpty()) {
      System.out.println(problems);
    }
  }

  private static String line(Diagnostic<? extends JavaFileObject> one) {
    @Nullable JavaFileObject source = one.getSource();
    String words =
        one.getMessage(Locale.ROOT).lines().map(String::strip).collect(Collectors.joining("; "));
    String kind = one.getKind() == Diagnostic.Kind.ERROR ? "" : "warning: ";
    return source == null
        ? kind + words
        : source.getName() + ":" + one.getLineNumber() + ": " + kind + words;
  }

  /// The file that a class file's own name (`skill/bell/BellSkill.java`) means here.
  Optional<Path> place(String name) {
    Path file = root.resolve(name);
    return files.contains(file)
        ? Optional.of(file)
        : files.stream().filter(one -> one.endsWith(name)).findFirst();
  }

  private static void empty(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      try (Stream<Path> old = Files.walk(folder)) {
        for (Path file : old.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
    Files.createDirectories(folder);
  }
}
