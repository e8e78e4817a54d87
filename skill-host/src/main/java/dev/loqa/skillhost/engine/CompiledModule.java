package dev.loqa.skillhost.engine;

import com.dylibso.chicory.runtime.HostFunction;
import com.dylibso.chicory.runtime.ImportFunction;
import com.dylibso.chicory.runtime.ImportValues;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Machine;
import com.dylibso.chicory.runtime.WasmFunctionHandle;
import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.FunctionType;
import com.dylibso.chicory.wasm.types.MemoryLimits;
import com.dylibso.chicory.wasm.types.ValType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// A module that is compiled and ready to be instantiated any number of times, by several threads
/// at once.
public final class CompiledModule {
  private final WasmModule module;
  private final Function<Instance, Machine> machine;
  private final boolean fromCache;

  CompiledModule(WasmModule module, Function<Instance, Machine> machine, boolean fromCache) {
    this.module = module;
    this.machine = machine;
    this.fromCache = fromCache;
  }

  /// Whether the compiled code came from the disk cache.
  public boolean fromCache() {
    return fromCache;
  }

  /// Makes a fresh instance and runs its start section, if any: call it on the thread that the
  /// guest may use up.
  ///
  /// @param imports at least every function that the module imports
  /// @param initialPages the memory the module declares
  /// @param maximumPages the most it may grow to
  public Guest instantiate(List<HostImport> imports, int initialPages, int maximumPages) {
    return Guest.contained(() ->
        new Guest(
            Instance.builder(module)
                .withImportValues(values(imports))
                .withMemoryLimits(new MemoryLimits(initialPages, maximumPages))
                .withMachineFactory(machine)
                .withStart(false)
                .build()));
  }

  private static ImportValues values(List<HostImport> imports) {
    List<ImportFunction> functions = new ArrayList<>(imports.size());
    for (HostImport host : imports) {
      functions.add(
          new HostFunction(host.module(), host.name(), type(host.signature()), handle(host)));
    }
    return ImportValues.builder().withFunctions(functions).build();
  }

  private static WasmFunctionHandle handle(HostImport host) {
    HostImport.Call call = host.call();
    if (host.signature().results().isEmpty()) {
      return (instance, arguments) -> {
        call.apply(new GuestMemory(instance.memory()), arguments);
        return NOTHING;
      };
    }
    return (instance, arguments) ->
        new long[] {call.apply(new GuestMemory(instance.memory()), arguments)};
  }

  private static final long[] NOTHING = {};

  private static FunctionType type(Signature signature) {
    return FunctionType.of(types(signature.parameters()), types(signature.results()));
  }

  private static List<ValType> types(String letters) {
    List<ValType> types = new ArrayList<>(letters.length());
    for (int i = 0; i < letters.length(); i++) {
      types.add(
          switch (letters.charAt(i)) {
            case 'i' -> ValType.I32;
            case 'I' -> ValType.I64;
            case 'f' -> ValType.F32;
            case 'F' -> ValType.F64;
            default -> throw new IllegalArgumentException("no host function takes " + letters);
          });
    }
    return types;
  }
}
