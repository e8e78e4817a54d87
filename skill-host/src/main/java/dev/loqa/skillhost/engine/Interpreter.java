package dev.loqa.skillhost.engine;

import com.dylibso.chicory.runtime.InterpreterMachine;
import com.dylibso.chicory.wasm.ChicoryException;
import com.dylibso.chicory.wasm.Parser;
import dev.loqa.skillhost.SkillHostException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The engine's other mode: a module's instructions one by one, about seventy times slower. It
/// shares no code generation with [Engine], so that a difference between the two is a fault of one
/// of them. No place for what a stranger made: a loop in it can't be stopped, and its stack and its
/// garbage are the host's. Reading a module takes longer than most calls of it: the last one is
/// kept.
public final class Interpreter implements ModuleEngine {
  // Guarded by this.
  private byte[] wasm = {};
  private @Nullable CompiledModule module;

  @Override
  public synchronized CompiledModule compile(byte[] asked) {
    CompiledModule known = module;
    if (known != null && Arrays.equals(wasm, asked)) {
      return known;
    }
    try {
      CompiledModule read = new CompiledModule(Parser.parse(asked), InterpreterMachine::new, false);
      wasm = asked.clone();
      module = read;
      return read;
    } catch (ChicoryException fault) {
      throw new SkillHostException("module: the engine refuses it: " + fault.getMessage(), fault);
    }
  }

  @Override
  public void close() {
    // It holds nothing.
  }
}
