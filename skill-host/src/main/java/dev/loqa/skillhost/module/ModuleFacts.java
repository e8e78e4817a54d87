package dev.loqa.skillhost.module;

import dev.loqa.skillhost.engine.Signature;
import java.util.List;
import java.util.Map;

/// What the pre-flight found in a module that obeys every limit.
///
/// @param imports its functions from outside, in their order
/// @param functions its exported functions by name
/// @param exportsMemory whether its memory is exported as `memory`
/// @param memoryPages the pages it starts with
/// @param memoryMaxPages the most pages it declares, or the limit where that is less
public record ModuleFacts(
    List<Import> imports,
    Map<String, Signature> functions,
    boolean exportsMemory,
    int memoryPages,
    int memoryMaxPages) {

  public ModuleFacts {
    imports = List.copyOf(imports);
    functions = Map.copyOf(functions);
  }

  /// A function from outside.
  public record Import(String module, String name, Signature signature) {}

  /// Whether it exports this function with this signature.
  public boolean exports(String name, String signature) {
    Signature found = functions.get(name);
    return found != null && found.text().equals(signature);
  }
}
