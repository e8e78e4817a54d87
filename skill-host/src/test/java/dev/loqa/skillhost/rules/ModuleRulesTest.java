package dev.loqa.skillhost.rules;

import static dev.loqa.skillhost.wasm.Code.code;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loqa.skillhost.SkillHostException;
import dev.loqa.skillhost.abi.AbiCheck;
import dev.loqa.skillhost.manifest.Manifest.HostVersion;
import dev.loqa.skillhost.module.ModuleLimits;
import dev.loqa.skillhost.module.Preflight;
import dev.loqa.skillhost.wasm.WasmBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Each rule of the pre-flight and of the interface has a module that breaks it.
class ModuleRulesTest {
  private static final ModuleLimits LIMITS = new ModuleLimits(ModuleLimits.USUAL_MODULE_BYTES, 256);

  private static final List<String> PREFLIGHT =
      List.of(
          "module/Preflight.java",
          "module/Instructions.java",
          "module/Segments.java",
          "module/TableTotals.java",
          "module/ValueTypes.java",
          "module/WasmCursor.java");

  static List<ModuleFixtures.Fixture> modules() {
    return ModuleFixtures.all();
  }

  @ParameterizedTest
  @MethodSource("modules")
  void refusesTheModule(ModuleFixtures.Fixture fixture) {
    assertThatThrownBy(() -> Preflight.check(fixture.wasm(), LIMITS))
        .isInstanceOf(SkillHostException.class)
        .hasMessageStartingWith("module: " + fixture.fault());
  }

  @Test
  void everyRuleOfThePreflightHasAFixture() {
    List<String> said = new ArrayList<>();
    modules().forEach(fixture -> said.add(said(() -> Preflight.check(fixture.wasm(), LIMITS))));
    List<String> without = new ArrayList<>();
    int rules = 0;
    for (String file : PREFLIGHT) {
      Source source = Source.of(file);
      for (Source.Call call : source.calls("refused")) {
        for (Pattern fault : Source.texts(call.arguments().getFirst())) {
          rules++;
          note(without, call, fault, said);
        }
      }
      for (Source.Call call : source.calls("new SkillHostException")) {
        if (!call.arguments().getFirst().contains("wayOut")) {
          rules++;
          note(without, call, Source.texts(call.arguments().getFirst()).getFirst(), said);
        }
      }
      for (Source.Call call : source.calls("count")) {
        if (!call.arguments().getLast().contains("MAX_VALUE")) {
          rules++;
          String things = Pattern.quote(call.literal(0));
          note(without, call, Pattern.compile("it has [0-9]+ " + things), said);
        }
      }
    }

    assertThat(without).as("rules without a fixture: add one to ModuleFixtures").isEmpty();
    assertThat(rules).as("rules that were found").isGreaterThan(65);
  }

  private static void note(
      List<String> without, Source.Call call, Pattern fault, List<String> said) {
    if (said.stream().noneMatch(line -> fault.matcher(line).find())) {
      without.add(call.place() + ": " + fault);
    }
  }

  private static String said(Runnable check) {
    try {
      check.run();
      return "nothing";
    } catch (SkillHostException refusal) {
      return String.valueOf(refusal.getMessage());
    }
  }

  /// A module of the interface, broken in one place.
  ///
  /// @param fault what must be said, without `module: `
  @SuppressWarnings("ArrayRecordComponent") // made once, never compared
  record Broken(String fault, HostVersion version, byte[] wasm) {
    @Override
    public String toString() {
      return fault;
    }
  }

  private static WasmBuilder plain() {
    return new WasmBuilder().memory(1).exportMemory("memory");
  }

  private static final Map<String, String> V2 =
      Map.of("loqa_abi_v2", ":i", "loqa_alloc", "i:i", "loqa_handle", "ii:i");

  /// A module of version 2 with one export left out or made otherwise.
  private static Broken export(String fault, String name, String signature) {
    WasmBuilder builder = plain();
    V2.forEach((export, usual) -> {
      if (!export.equals(name)) {
        builder.export(export, usual, 0, code().i32(0));
      }
    });
    if (!signature.isEmpty()) {
      builder.export(name, signature, 0, code().i32(0));
    }
    return new Broken(fault, HostVersion.V2, builder.bytes());
  }

  private static WasmBuilder importing(String module, String name, String signature) {
    WasmBuilder builder = new WasmBuilder();
    builder.importFunction(module, name, signature);
    return builder.memory(1).exportMemory("memory");
  }

  static Stream<Broken> interfaces() {
    WasmBuilder takes = plain();
    takes.export("run", "i:", 0, code());
    return Stream.of(
        new Broken(
            "it imports loqa_v2.steal, which the host does not have",
            HostVersion.V2,
            importing("loqa_v2", "steal", ":").bytes()),
        new Broken(
            "it imports loqa_v2.log as (i32) -> (): declare it as",
            HostVersion.V2,
            importing("loqa_v2", "log", "i:").bytes()),
        new Broken(
            "it does not export its memory", HostVersion.V2, new WasmBuilder().memory(1).bytes()),
        export("it exports _initialize as (i32) -> (i32)", "_initialize", "i:i"),
        export("it exports _start as (i32) -> (i32)", "_start", "i:i"),
        export("it exports loqa_init as (i32) -> (i32)", "loqa_init", "i:i"),
        export("it does not export loqa_abi_v2", "loqa_abi_v2", ""),
        export("it does not export loqa_alloc", "loqa_alloc", ""),
        export("it does not export loqa_handle", "loqa_handle", ""),
        export("it exports loqa_abi_v2 as", "loqa_abi_v2", "i:i"),
        export("it exports loqa_alloc as", "loqa_alloc", ":i"),
        export("it exports loqa_handle as", "loqa_handle", "i:i"),
        new Broken("export run takes (i32) -> ()", HostVersion.V1, takes.bytes()),
        new Broken(
            "it exports neither _start nor the entrypoint 'run'", HostVersion.V1, plain().bytes()));
  }

  @ParameterizedTest
  @MethodSource("interfaces")
  void refusesTheInterface(Broken broken) {
    String said = said(() -> check(broken));

    assertThat(said).startsWith("module: " + broken.fault());
  }

  private static void check(Broken broken) {
    AbiCheck.check(Preflight.check(broken.wasm(), LIMITS), broken.version(), "run");
  }

  @Test
  void everyRuleOfTheInterfaceHasAFixture() {
    List<String> said = interfaces().map(broken -> said(() -> check(broken))).toList();
    Source source = Source.of("abi/AbiCheck.java");
    List<String> without = new ArrayList<>();
    for (Source.Call call : source.calls("new SkillHostException")) {
      Source.texts(call.arguments().getFirst()).forEach(fault -> note(without, call, fault, said));
    }
    for (Source.Call call : source.calls("required")) {
      String name = constant(source, call.arguments().get(1).strip());
      note(without, call, Pattern.compile("does not export " + name), said);
      note(without, call, Pattern.compile("exports " + name + " as"), said);
    }
    for (Source.Call call : source.calls("plain")) {
      String name = constant(source, call.arguments().get(1).strip());
      note(without, call, Pattern.compile("exports " + name + " as"), said);
    }

    assertThat(without).as("rules without a fixture: add one here").isEmpty();
    assertThat(source.calls("required").size() + source.calls("plain").size()).isEqualTo(6);
  }

  private static String constant(Source source, String name) {
    Matcher found = Pattern.compile("String " + name + " = \"([^\"]+)\"").matcher(source.text());
    assertThat(found.find()).as(name).isTrue();
    return found.group(1);
  }
}
