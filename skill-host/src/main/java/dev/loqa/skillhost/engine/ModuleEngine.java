package dev.loqa.skillhost.engine;

import dev.loqa.skillhost.SkillHostException;

/// Makes modules that have passed the pre-flight ready to be called. Safe for use by several
/// threads. Skills run on [Engine]; [Interpreter] is what its code is compared with.
public interface ModuleEngine extends AutoCloseable {
  /// The module, ready to be instantiated any number of times.
  ///
  /// @throws SkillHostException if it is no valid module or takes too much
  CompiledModule compile(byte[] wasm);

  @Override
  void close();
}
