package dev.loqa.loqad.nodes;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// What an edge process gets of loqad's environment: what the machine needs to run a program and to
/// find its sound and its accelerator, and the overrides of the child's own configuration block.
///
/// Everything else stays here. `LOQA_NODE_ID` names loqad, and would give every child its name.
final class ChildEnvironment {
  private static final Set<String> NAMES =
      Set.of(
          "PATH",
          "HOME",
          "USER",
          "LOGNAME",
          "LANG",
          "LANGUAGE",
          "TZ",
          "TMPDIR",
          "JAVA_TOOL_OPTIONS",
          "LD_LIBRARY_PATH",
          "DBUS_SESSION_BUS_ADDRESS",
          "LOQA_LOG_FORMAT",
          "LOQA_LOG_LEVEL");

  private static final List<String> PREFIXES =
      List.of(
          "LC_",
          "XDG_",
          "DYLD_",
          // Sound.
          "ALSA_",
          "PULSE_",
          "PIPEWIRE_",
          "ESPEAK_",
          // Accelerators and their threads.
          "CUDA_",
          "NVIDIA_",
          "HIP_",
          "ROCR_",
          "GGML_",
          "OMP_");

  private ChildEnvironment() {}

  /// @param kind of the edge process, as `stt`: it alone gets `LOQA_STT_*`
  static Map<String, String> of(String kind, Map<String, String> ours) {
    String own = "LOQA_" + kind.toUpperCase(Locale.ROOT) + "_";
    Map<String, String> environment = new TreeMap<>();
    ours.forEach((name, value) -> {
      if (NAMES.contains(name)
          || name.startsWith(own)
          || PREFIXES.stream().anyMatch(name::startsWith)) {
        environment.put(name, value);
      }
    });
    return environment;
  }
}
