package dev.loqa.skill.build;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/// Builds the module of a skill's own project: `src/main/java` becomes the `.wasm` file that its
/// manifest names. Needs the SDK and TeaVM on this program's class path, and a JDK; fetches
/// nothing. Nothing is compiled when no source changed since the last build.
///
/// What is wrong in the sources is said as `FILE:LINE: text`, a line each.
public final class ProjectBuild {
  private ProjectBuild() {}

  /// As a program of its own: prints what is wrong and ends with 1.
  ///
  /// @param arguments the module's path inside the project (`build/NAME.wasm`), and the project's
  ///   folder
  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 2) {
      throw new SkillBuildException(
          "ProjectBuild got "
              + arguments.length
              + " arguments: give the module's path inside the project and the project's folder");
    }
    try {
      build(arguments[0], Path.of(arguments[1]), ClassPath.ofThisProgram());
    } catch (SkillBuildException e) {
      System.out.println(e.getMessage());
      System.exit(1);
    }
  }

  /// Compiles when a source changed.
  ///
  /// @throws SkillBuildException with every problem, a line each
  static void build(String module, Path project, ClassPath tools) throws IOException {
    Path target = project.resolve("target");
    Path wasm = project.resolve(module);
    Path stamp = target.resolve("skill-inputs.sha256");
    SkillSources sources = SkillSources.of(project);
    List<Path> inputs = new ArrayList<>(tools.entries());
    inputs.addAll(sources.files());
    String digest = new ClassPath(tools.loader(), inputs).digest(WasmCompiler.SETTINGS);
    if (Files.exists(wasm) && Files.exists(stamp) && Files.readString(stamp).equals(digest)) {
      return;
    }
    Files.deleteIfExists(stamp);
    Path classes = target.resolve("skill-classes");
    sources.compile(classes, SkillSources.sdk(tools.loader()));
    String mainClass = MainClass.in(classes);
    Path compiled;
    try (URLClassLoader loader =
        new URLClassLoader(new URL[] {classes.toUri().toURL()}, tools.loader())) {
      compiled =
          WasmCompiler.compile(
              "module", mainClass, target.resolve("teavm"), loader, sources::place);
    }
    Path folder = wasm.getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    Files.move(compiled, wasm, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    Files.writeString(stamp, digest);
  }
}
