package dev.loqa.skill.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.function.Function;
import org.teavm.diagnostics.DefaultProblemTextConsumer;
import org.teavm.diagnostics.Problem;
import org.teavm.diagnostics.ProblemProvider;
import org.teavm.diagnostics.ProblemSeverity;
import org.teavm.model.TextLocation;
import org.teavm.tooling.EmptyTeaVMToolLog;
import org.teavm.tooling.TeaVMTargetType;
import org.teavm.tooling.TeaVMTool;
import org.teavm.tooling.TeaVMToolException;
import org.teavm.vm.TeaVMOptimizationLevel;

/// Compiles one main class, and what it reaches, to a WebAssembly module. The same classes give the
/// same bytes.
final class WasmCompiler {
  private static final int MIN_HEAP_BYTES = 2 << 20;
  private static final int MAX_HEAP_BYTES = 8 << 20;

  /// Changes with anything below that changes the module.
  static final String SETTINGS =
      "wasi advanced obfuscated heap " + MIN_HEAP_BYTES + ".." + MAX_HEAP_BYTES;

  private WasmCompiler() {}

  /// Compiles to `NAME.wasm` in a folder.
  static Path compile(String name, String mainClass, Path folder, ClassLoader classes)
      throws IOException {
    return compile(name, mainClass, folder, classes, source -> Optional.empty());
  }

  /// The same; problems begin with the place in the sources that `places` finds for a class's own
  /// file name.
  static Path compile(
      String name,
      String mainClass,
      Path folder,
      ClassLoader classes,
      Function<String, Optional<Path>> places)
      throws IOException {
    Files.createDirectories(folder);
    TeaVMTool tool = new TeaVMTool();
    tool.setTargetType(TeaVMTargetType.WEBASSEMBLY_WASI);
    tool.setMainClass(mainClass);
    tool.setClassLoader(classes);
    tool.setTargetDirectory(folder.toFile());
    tool.setTargetFileName(name + ".wasm");
    tool.setOptimizationLevel(TeaVMOptimizationLevel.ADVANCED);
    tool.setObfuscated(true);
    tool.setMinHeapSize(MIN_HEAP_BYTES);
    tool.setMaxHeapSize(MAX_HEAP_BYTES);
    tool.setLog(new EmptyTeaVMToolLog());
    try {
      tool.generate();
    } catch (TeaVMToolException e) {
      throw new SkillBuildException(
          "skill " + name + " could not be compiled: " + e.getMessage(), e);
    }
    requireNoProblem(name, tool.getProblemProvider(), places);
    return folder.resolve(name + ".wasm");
  }

  private static void requireNoProblem(
      String name, ProblemProvider problems, Function<String, Optional<Path>> places) {
    StringJoiner text = new StringJoiner("\n  ", "\n  ", "");
    StringJoiner placed = new StringJoiner("\n");
    boolean severe = false;
    for (Problem problem : problems.getProblems()) {
      DefaultProblemTextConsumer words = new DefaultProblemTextConsumer();
      problem.render(words);
      text.add(words.getText() + place(problem));
      Optional<String> line = line(problem, places);
      line.ifPresent(at ->
          placed.add(
              at
                  + ": "
                  + words.getText()
                  + ": WebAssembly does not have it: use what the SDK offers instead"));
      severe |= problem.getSeverity() == ProblemSeverity.ERROR;
    }
    if (severe && placed.length() > 0) {
      throw new SkillBuildException(placed.toString());
    }
    if (severe) {
      throw new SkillBuildException(
          "skill "
              + name
              + " uses what WebAssembly does not have: use what the SDK offers instead"
              + text);
    }
  }

  /// `FILE:LINE` where it is in the skill's own sources.
  private static Optional<String> line(Problem problem, Function<String, Optional<Path>> places) {
    if (problem.getLocation() == null || problem.getLocation().getSourceLocation() == null) {
      return Optional.empty();
    }
    TextLocation at = problem.getLocation().getSourceLocation();
    String file = at.getFileName();
    return file == null
        ? Optional.empty()
        : places.apply(file).map(source -> source + ":" + at.getLine());
  }

  private static String place(Problem problem) {
    if (problem.getLocation() == null || problem.getLocation().getMethod() == null) {
      return "";
    }
    return " in "
        + problem.getLocation().getMethod()
        + (problem.getLocation().getSourceLocation() == null
            ? ""
            : " (" + problem.getLocation().getSourceLocation() + ")");
  }
}
