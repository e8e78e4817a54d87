package dev.loqa.skillhost.abi;

import dev.loqa.skillhost.SkillHostException;
import dev.loqa.skillhost.engine.Signature;
import dev.loqa.skillhost.manifest.Manifest.HostVersion;
import dev.loqa.skillhost.module.ModuleFacts;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Whether a module speaks the interface that its manifest names: imports within the interface,
/// exports as it needs them.
public final class AbiCheck {
  static final String INITIALIZE = "_initialize";
  static final String START = "_start";
  static final String MARKER = "loqa_abi_v2";
  static final String ALLOC = "loqa_alloc";
  static final String HANDLE = "loqa_handle";
  static final String INIT = "loqa_init";

  private AbiCheck() {}

  /// Refuses a module that does not.
  ///
  /// @param entrypoint the export that the manifest names (ABI v1)
  /// @throws SkillHostException naming the first thing that is wrong
  public static void check(ModuleFacts module, HostVersion version, @Nullable String entrypoint) {
    for (ModuleFacts.Import wanted : module.imports()) {
      imported(wanted, version);
    }
    if (!module.exportsMemory()) {
      throw new SkillHostException("module: it does not export its memory: export it as `memory`");
    }
    plain(module, INITIALIZE);
    plain(module, START);
    switch (version) {
      case V1 -> v1(module, entrypoint);
      case V2 -> v2(module);
    }
  }

  private static void imported(ModuleFacts.Import wanted, HostVersion version) {
    String name = wanted.module() + "." + wanted.name();
    Optional<Signature> known = AbiFunctions.signature(version, wanted.module(), wanted.name());
    if (known.isEmpty()) {
      throw new SkillHostException(
          "module: it imports "
              + name
              + ", which the host does not have: use the functions of ABI "
              + version.name().toLowerCase(Locale.ROOT));
    }
    if (!known.get().equals(wanted.signature())) {
      throw new SkillHostException(
          "module: it imports "
              + name
              + " as "
              + wanted.signature()
              + ": declare it as "
              + known.get());
    }
  }

  private static void v1(ModuleFacts module, @Nullable String entrypoint) {
    Signature entry = entrypoint == null ? null : module.functions().get(entrypoint);
    if (entry != null && !entry.parameters().isEmpty()) {
      throw new SkillHostException(
          "module: export "
              + entrypoint
              + " takes "
              + entry
              + ": make it a function without parameters");
    }
    if (entry == null && !module.functions().containsKey(START)) {
      throw new SkillHostException(
          "module: it exports neither _start nor the entrypoint '"
              + entrypoint
              + "': export one of them");
    }
  }

  private static void v2(ModuleFacts module) {
    required(module, MARKER, ":i");
    required(module, ALLOC, "i:i");
    required(module, HANDLE, "ii:i");
    plain(module, INIT);
  }

  private static void required(ModuleFacts module, String name, String signature) {
    Signature found = module.functions().get(name);
    Signature wanted = new Signature(signature);
    if (found == null) {
      throw new SkillHostException(
          "module: it does not export " + name + ": export it as " + wanted);
    }
    if (!found.equals(wanted)) {
      throw new SkillHostException(
          "module: it exports " + name + " as " + found + ": export it as " + wanted);
    }
  }

  /// An optional export without parameters and results.
  private static void plain(ModuleFacts module, String name) {
    Signature found = module.functions().get(name);
    if (found != null && !found.text().equals(":")) {
      throw new SkillHostException(
          "module: it exports " + name + " as " + found + ": export it as " + new Signature(":"));
    }
  }
}
