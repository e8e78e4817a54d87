package dev.loqa.edge;

import com.sun.management.OperatingSystemMXBean;
import dev.loqa.base.models.ModelException;
import dev.loqa.base.models.ModelFolder;
import dev.loqa.base.process.HostName;
import dev.loqa.protocol.MachineUse;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a machine tells of itself: files of Linux below one root, and what Java knows everywhere.
/// What it does not tell is left out. Reads a few small files; never starts a program. One thread
/// at a time.
///
/// | what | where |
/// |---|---|
/// | the machine's name | `proc/sys/kernel/hostname` |
/// | memory that can be taken | `proc/meminfo` |
/// | power | `sys/class/power_supply/*/{type,online,capacity,status}` |
/// | graphics (AMD) | `sys/class/drm/card*/device/gpu_busy_percent` |
/// | graphics (Jetson) | `sys/devices/gpu.0/load`, in thousandths |
/// | graphics (NVIDIA) | `proc/driver/nvidia/gpus/*/information`: the name alone |
final class Machine {
  private static final int MOST_BYTES = 16 * 1024;
  private static final int MOST_MODELS = 64;

  private final Path root;
  private final Path data;
  private final Path models;

  /// @param root `/`, or a folder that looks like it
  /// @param data a folder of the disk that counts
  /// @param models where models lie
  Machine(Path root, Path data, Path models) {
    this.root = root;
    this.data = data;
    this.models = models;
  }

  /// This one.
  static Machine own(Path models) {
    return new Machine(Path.of("/"), Path.of("").toAbsolutePath(), models);
  }

  long diskFreeBytes() {
    return data.toFile().getUsableSpace();
  }

  MachineUse look() {
    File disk = data.toFile();
    Double gpu = gpu();
    Power power = power();
    return new MachineUse(
        HostName.below(root),
        cpu(),
        Runtime.getRuntime().availableProcessors(),
        memory("MemTotal"),
        memory("MemAvailable"),
        disk.getTotalSpace(),
        gpu,
        gpuName(),
        power.source(),
        power.percent(),
        models());
  }

  private static @Nullable Double cpu() {
    if (ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system) {
      double load = system.getCpuLoad();
      return load >= 0 ? Math.round(load * 1_000) / 1_000.0 : null;
    }
    return null;
  }

  private @Nullable Long memory(String name) {
    String start = name + ":";
    return text(root.resolve("proc/meminfo"))
        .flatMap(all -> all.lines().filter(line -> line.startsWith(start)).findFirst())
        .map(line -> line.replaceAll("[^0-9]", ""))
        .filter(digits -> !digits.isEmpty() && digits.length() < 16)
        .map(kibibytes -> Long.parseLong(kibibytes) * 1_024)
        .orElse(null);
  }

  private record Power(@Nullable String source, @Nullable Integer percent) {}

  /// A battery that is discharging is what counts, whatever the plug says.
  private Power power() {
    boolean mains = false;
    boolean discharging = false;
    Integer percent = null;
    for (Path supply : folders("sys/class/power_supply")) {
      String type = text(supply.resolve("type")).orElse("");
      boolean ofADevice = text(supply.resolve("scope")).orElse("").equals("Device");
      if (type.equals("Battery") && !ofADevice) {
        discharging |= text(supply.resolve("status")).orElse("").equals("Discharging");
        percent = number(supply.resolve("capacity")).map(Double::intValue).orElse(percent);
      } else if (type.equals("Mains") || type.startsWith("USB")) {
        mains |= text(supply.resolve("online")).orElse("").equals("1");
      }
    }
    boolean battery = discharging || (percent != null && !mains);
    return new Power(battery ? "battery" : mains || percent != null ? "mains" : null, percent);
  }

  private @Nullable Double gpu() {
    for (Path card : folders("sys/class/drm")) {
      Optional<Double> busy = number(card.resolve("device/gpu_busy_percent"));
      if (busy.isPresent()) {
        return busy.get() / 100;
      }
    }
    return number(root.resolve("sys/devices/gpu.0/load")).map(load -> load / 1_000).orElse(null);
  }

  private @Nullable String gpuName() {
    for (Path card : folders("proc/driver/nvidia/gpus")) {
      Optional<String> model =
          text(card.resolve("information"))
              .flatMap(all -> all.lines().filter(line -> line.startsWith("Model:")).findFirst());
      if (model.isPresent()) {
        return model.get().substring("Model:".length()).strip();
      }
    }
    return null;
  }

  private List<String> models() {
    try {
      return new ModelFolder(models)
          .stored().stream().map(ModelFolder.Stored::name).limit(MOST_MODELS).toList();
    } catch (ModelException e) {
      return List.of();
    }
  }

  private List<Path> folders(String below) {
    Path folder = root.resolve(below);
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(folder)) {
      return all.sorted().toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  private static Optional<Double> number(Path file) {
    return text(file).filter(text -> text.matches("[0-9]{1,9}")).map(Double::parseDouble);
  }

  private static Optional<String> text(Path file) {
    if (!Files.isReadable(file)) {
      return Optional.empty();
    }
    try (var in = Files.newInputStream(file)) {
      return Optional.of(new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8).strip());
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
