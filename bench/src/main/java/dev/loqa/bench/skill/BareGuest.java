package dev.loqa.bench.skill;

import com.dylibso.chicory.compiler.InterpreterFallback;
import com.dylibso.chicory.compiler.MachineFactoryCompiler;
import com.dylibso.chicory.runtime.HostFunction;
import com.dylibso.chicory.runtime.ImportFunction;
import com.dylibso.chicory.runtime.ImportValues;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Machine;
import com.dylibso.chicory.runtime.Memory;
import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.ExternalType;
import com.dylibso.chicory.wasm.types.FunctionImport;
import com.dylibso.chicory.wasm.types.FunctionType;
import java.io.IOException;
import java.io.Serial;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/// The peer: the engine alone, compiled once, with a fresh instance for each call. Imports answer
/// as a host with an empty state would, and do nothing else: no pointer is checked, no right, no
/// budget, no deadline; nothing is kept. Used by one thread.
final class BareGuest {
  private static final int NOT_FOUND = -1;
  private static final int ENOSYS = 52;
  private static final byte[] NO_TIMERS = "[]".getBytes(StandardCharsets.UTF_8);

  private final WasmModule module;
  private final Function<Instance, Machine> machine;
  private final Set<String> exports;
  private final ImportValues imports;
  // Of the running call.
  private int effects;
  private String reply = "";

  BareGuest(Path wasm) throws IOException {
    this.module = Parser.parse(Files.readAllBytes(wasm));
    this.machine =
        MachineFactoryCompiler.builder(module)
            .withInterpreterFallback(InterpreterFallback.FAIL)
            .compile();
    this.exports = exports(module);
    this.imports = imports(module);
  }

  private static Set<String> exports(WasmModule module) {
    Set<String> names = new HashSet<>();
    for (int i = 0; i < module.exportSection().exportCount(); i++) {
      names.add(module.exportSection().getExport(i).name());
    }
    return Set.copyOf(names);
  }

  /// Instantiates, hands the envelope over and gives what the guest replied.
  String call(byte[] envelope) {
    effects = 0;
    reply = "";
    Instance instance =
        Instance.builder(module)
            .withImportValues(imports)
            .withMachineFactory(machine)
            .withStart(false)
            .build();
    if (exports.contains("_initialize")) {
      instance.export("_initialize").apply();
    } else if (exports.contains("_start")) {
      start(instance);
    }
    if (exports.contains("loqa_init")) {
      instance.export("loqa_init").apply();
    }
    int pointer = (int) instance.export("loqa_alloc").apply(envelope.length)[0];
    instance.memory().write(pointer, envelope);
    int result = (int) instance.export("loqa_handle").apply(pointer, envelope.length)[0];
    if (result != 0 || reply.isEmpty()) {
      throw new IllegalStateException(
          "the guest returned " + result + " on the bare engine and replied '" + reply + "'");
    }
    return reply;
  }

  private static void start(Instance instance) {
    try {
      instance.export("_start").apply();
    } catch (Left left) {
      if (left.code != 0) {
        throw left;
      }
    }
  }

  private ImportValues imports(WasmModule wanted) {
    List<ImportFunction> functions = new ArrayList<>();
    for (int i = 0; i < wanted.importSection().importCount(); i++) {
      if (wanted.importSection().getImport(i) instanceof FunctionImport function
          && function.importType() == ExternalType.FUNCTION) {
        FunctionType type = wanted.typeSection().getType(function.typeIndex());
        boolean answers = !type.returns().isEmpty();
        boolean wasi = function.module().startsWith("wasi");
        String name = function.name();
        functions.add(
            new HostFunction(
                function.module(),
                name,
                type,
                (instance, arguments) -> {
                  Memory memory = instance.memory();
                  long result =
                      wasi ? wasi(name, memory, arguments) : loqa(name, memory, arguments);
                  return answers ? new long[] {result} : new long[0];
                }));
      }
    }
    return ImportValues.builder().withFunctions(functions).build();
  }

  private long loqa(String name, Memory memory, long[] arguments) {
    return switch (name) {
      case "reply" -> {
        reply = memory.readString((int) arguments[0], (int) arguments[1]);
        yield 0;
      }
      case "publish", "kv_put", "kv_delete", "timer_set", "timer_cancel" -> ++effects;
      case "kv_get", "config_get" -> NOT_FOUND;
      case "timer_list" -> {
        memory.write((int) arguments[0], NO_TIMERS);
        yield NO_TIMERS.length;
      }
      case "now_ms" -> System.currentTimeMillis();
      default -> 0;
    };
  }

  private static long wasi(String name, Memory memory, long[] arguments) {
    return switch (name) {
      case "args_sizes_get", "environ_sizes_get" -> {
        memory.writeI32((int) arguments[0], 0);
        memory.writeI32((int) arguments[1], 0);
        yield 0;
      }
      case "clock_time_get" -> {
        memory.writeLong((int) arguments[2], System.currentTimeMillis() * 1_000_000);
        yield 0;
      }
      case "random_get", "args_get", "environ_get", "sched_yield" -> 0;
      case "proc_exit" -> throw new Left((int) arguments[0]);
      default -> ENOSYS;
    };
  }

  /// The guest's `proc_exit`.
  private static final class Left extends RuntimeException {
    @Serial private static final long serialVersionUID = 1L;

    private final int code;

    Left(int code) {
      super("proc_exit(" + code + ")", null, false, false);
      this.code = code;
    }
  }
}
