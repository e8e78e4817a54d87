package dev.loqa.cli.author;

import java.nio.file.Path;
import java.util.List;

/// Makes the module of a skill's project. Each call runs compilers as child processes and waits for
/// them, within limits; an error of the sources is a value, a missing tool a
/// [dev.loqa.cli.api.CliException] that names it and how to get it.
public sealed interface Toolchain permits JavaToolchain, CToolchain, AssemblyScriptToolchain {
  /// What came of it.
  ///
  /// @param ok the module is there
  /// @param lines what the compilers have to say, `FILE:LINE: text` where it has a place
  record Compiled(boolean ok, List<String> lines) {
    public Compiled {
      lines = List.copyOf(lines);
    }
  }

  /// Compiles.
  ///
  /// @param project the project's folder, as the person named it
  /// @param module the path of the module inside it
  Compiled compile(Path project, String module);

  /// The one for a language.
  ///
  /// @param searchPath where programs are, as in `PATH`
  static Toolchain of(SkillLanguage language, String searchPath) {
    return switch (language) {
      case JAVA -> new JavaToolchain(SkillSdk.ofProcess());
      case C -> new CToolchain(searchPath);
      case ASSEMBLYSCRIPT -> new AssemblyScriptToolchain(searchPath);
    };
  }
}
