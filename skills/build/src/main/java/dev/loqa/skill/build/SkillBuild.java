package dev.loqa.skill.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Builds the skill folder `target/skill/` of one skill module: its manifest, module, locales,
/// tests and read-me.
///
/// Arguments: the skill's name, its main class, the module's folder. The classes to compile are
/// those on this program's own class path: Maven puts the skill and the SDK there, beside TeaVM.
/// Nothing is compiled when no class and no setting has changed since the last build.
///
/// With two arguments, a module's path and a project's folder, it is [ProjectBuild] inside Maven.
public final class SkillBuild {
  private static final List<String> COPIED = List.of("skill.yaml", "README.md", "locales", "tests");

  private SkillBuild() {}

  public static void main(String[] arguments) throws IOException {
    if (arguments.length == 2) {
      ProjectBuild.build(arguments[0], Path.of(arguments[1]), ClassPath.ofThisProgram());
      return;
    }
    if (arguments.length != 3) {
      throw new SkillBuildException(
          "SkillBuild got "
              + arguments.length
              + " arguments: give the skill's name, its main class and its folder");
    }
    build(arguments[0], arguments[1], Path.of(arguments[2]), ClassPath.ofThisProgram());
  }

  static void build(String name, String mainClass, Path module, ClassPath classes)
      throws IOException {
    Path target = module.resolve("target");
    Path skill = target.resolve("skill");
    Path wasm = skill.resolve("build").resolve(name + ".wasm");
    Path stamp = target.resolve("skill-inputs.sha256");
    Files.createDirectories(wasm.getParent());
    copyTexts(module, skill);
    String inputs = classes.digest(mainClass + " " + WasmCompiler.SETTINGS);
    if (Files.exists(wasm) && Files.exists(stamp) && Files.readString(stamp).equals(inputs)) {
      return;
    }
    Path compiled =
        WasmCompiler.compile(name, mainClass, target.resolve("teavm"), classes.loader());
    Files.move(compiled, wasm, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    Files.writeString(stamp, inputs);
  }

  /// Everything of the skill that is text; what has gone from the sources goes from the folder too.
  private static void copyTexts(Path module, Path skill) throws IOException {
    if (!Files.isRegularFile(module.resolve("skill.yaml"))) {
      throw new SkillBuildException(
          module + " has no skill.yaml: every skill needs a manifest beside its pom.xml");
    }
    for (String entry : COPIED) {
      deleteTree(skill.resolve(entry));
      copyTree(module.resolve(entry), skill.resolve(entry));
    }
  }

  private static void copyTree(Path from, Path to) throws IOException {
    if (!Files.exists(from)) {
      return;
    }
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        Path copy = to.resolve(from.relativize(file).toString());
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  private static void deleteTree(Path root) throws IOException {
    if (!Files.exists(root)) {
      return;
    }
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
