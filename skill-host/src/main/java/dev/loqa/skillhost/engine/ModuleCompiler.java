package dev.loqa.skillhost.engine;

import dev.loqa.skillhost.SkillHostException;
import java.time.Duration;

/// Turns a module that has passed the pre-flight into the code that Java runs. Called by one thread
/// at a time; [#close] may be called by another one and ends what is being compiled.
public interface ModuleCompiler extends AutoCloseable {
  /// The module's compiled code.
  ///
  /// @param limit how long it may take, as processor time where that is known
  /// @throws NotCompiledException if it takes too much time or memory
  /// @throws SkillHostException if it is no valid module
  byte[] compile(byte[] wasm, Duration limit);

  /// Whether what it holds for the next module is worth giving back when none comes.
  default void idle() {}

  @Override
  void close();

  /// What is said of a module that took too long.
  static SkillHostException late(Duration limit) {
    return new NotCompiledException(
        "module: compiling took more than " + limit.toMillis() + " ms: split its large functions");
  }

  /// What is said of a module that took too much.
  static SkillHostException exhausted() {
    return new NotCompiledException(
        "module: compiling it exhausted the memory there is for that: make it smaller");
  }
}
