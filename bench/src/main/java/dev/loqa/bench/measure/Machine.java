package dev.loqa.bench.measure;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/// The machine that is measured on.
public final class Machine {
  private Machine() {}

  /// How many threads wanted a core over the last minute.
  public static double load() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }

  static Map<String, Object> facts() {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("cores", Runtime.getRuntime().availableProcessors());
    facts.put("system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
    facts.put("architecture", System.getProperty("os.arch"));
    facts.put("java", System.getProperty("java.vm.version"));
    return facts;
  }

  /// Memory of a process that is resident now, in MiB: what `ps` and Linux call RSS, with the pages
  /// it shares.
  public static double residentMib(long pid) throws IOException {
    OptionalDouble resident = field(pid, "status", "VmRSS:");
    if (resident.isPresent()) {
      return resident.getAsDouble();
    }
    String said =
        Command.run(Duration.ofSeconds(10), List.of("ps", "-o", "rss=", "-p", Long.toString(pid)));
    return Long.parseLong(said.strip()) / 1024.0;
  }

  /// The same with each shared page divided by the processes that share it (PSS), in MiB; nothing
  /// where the system does not say.
  public static OptionalDouble proportionalMib(long pid) throws IOException {
    return field(pid, "smaps_rollup", "Pss:");
  }

  private static OptionalDouble field(long pid, String name, String field) throws IOException {
    Path file = Path.of("/proc", Long.toString(pid), name);
    if (Files.isReadable(file)) {
      for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
        if (line.startsWith(field)) {
          return OptionalDouble.of(Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024.0);
        }
      }
    }
    return OptionalDouble.empty();
  }

  /// The arguments of a process, also where they are too long for Java to show them.
  public static List<String> arguments(ProcessHandle process) {
    Path file = Path.of("/proc", Long.toString(process.pid()), "cmdline");
    try {
      return List.of(Files.readString(file, StandardCharsets.UTF_8).split("\0", -1));
    } catch (IOException noProc) {
      return process.info().arguments().map(List::of).orElse(List.of());
    }
  }

  static String shown(double load) {
    return String.format(Locale.ROOT, "%.1f", load);
  }
}
