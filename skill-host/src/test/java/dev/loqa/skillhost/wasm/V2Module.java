package dev.loqa.skillhost.wasm;

import dev.loqa.skillhost.abi.AbiFunctions;
import dev.loqa.skillhost.manifest.Manifest.HostVersion;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/// A module that speaks ABI v2 with a `loqa_handle` of one's choice: texts at known places in its
/// memory, imports by name. What `loqa_handle` leaves on the stack is its result.
public final class V2Module {
  /// Where `loqa_alloc` puts the envelope.
  public static final int ENVELOPE = 32_768;

  /// Room for answers.
  public static final int BUFFER = 16_384;

  private final WasmBuilder builder = new WasmBuilder();
  private final Map<String, Integer> imports = new LinkedHashMap<>();
  private final Map<String, int[]> texts = new LinkedHashMap<>();
  private final String skill;
  private int next = 1_024;

  private V2Module(String skill) {
    this.skill = skill;
  }

  /// The name of the skill.
  public String name() {
    return skill;
  }

  public static byte[] handling(Function<V2Module, Code> handle, String... imports) {
    return handling("t", handle, imports);
  }

  /// A module with these imports whose `loqa_handle` is made by `handle`.
  ///
  /// @param skill the name of the skill, for whoever builds a subject of it
  public static byte[] handling(String skill, Function<V2Module, Code> handle, String... imports) {
    V2Module module = new V2Module(skill);
    for (String name : imports) {
      String from = name.contains(".") ? name.substring(0, name.indexOf('.')) : AbiFunctions.V2;
      String function = name.substring(name.indexOf('.') + 1);
      String signature =
          AbiFunctions.signature(HostVersion.V2, from, function).orElseThrow().text();
      module.imports.put(name, module.builder.importFunction(from, function, signature));
    }
    Code code = handle.apply(module);
    return module.finish(code);
  }

  private byte[] finish(Code handle) {
    builder.memory(2, 256).exportMemory("memory");
    builder.export("loqa_abi_v2", ":i", 0, Code.code().i32(2));
    builder.export("loqa_alloc", "i:i", 0, Code.code().i32(ENVELOPE));
    builder.export("loqa_handle", "ii:i", 4, handle);
    return builder.bytes();
  }

  public WasmBuilder builder() {
    return builder;
  }

  /// A call of an import whose arguments are texts (pointer and length) and plain numbers.
  public Code call(String name, Object... arguments) {
    Code code = Code.code();
    for (Object argument : arguments) {
      if (argument instanceof String text) {
        int[] place = text(text);
        code.i32(place[0]).i32(place[1]);
      } else {
        code.i32((Integer) argument);
      }
    }
    return code.call(index(name));
  }

  /// The number of an import.
  public int index(String name) {
    return imports.getOrDefault(name, -1);
  }

  /// The place of a text: pointer and length.
  public int[] text(String text) {
    return texts.computeIfAbsent(
        text,
        t -> {
          byte[] bytes = t.getBytes(StandardCharsets.UTF_8);
          int at = next;
          builder.data(at, bytes);
          next += bytes.length;
          return new int[] {at, bytes.length};
        });
  }
}
