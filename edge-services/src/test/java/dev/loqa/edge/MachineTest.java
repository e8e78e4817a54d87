package dev.loqa.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loqa.protocol.MachineUse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MachineTest {
  @TempDir private Path root;

  private void tells(String file, String content) throws IOException {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, content + "\n");
  }

  private MachineUse look() {
    return new Machine(root, root, root.resolve("models")).look();
  }

  @Test
  void leavesOutWhatAMachineDoesNotTell() {
    MachineUse use = look();

    assertThat(use.memoryTotalBytes()).isNull();
    assertThat(use.gpu()).isNull();
    assertThat(use.gpuName()).isNull();
    assertThat(use.power()).isNull();
    assertThat(use.batteryPercent()).isNull();
    assertThat(use.models()).isEmpty();
    assertThat(use.processors()).isPositive();
    assertThat(use.diskTotalBytes()).isPositive();
  }

  @Test
  void readsMemoryAndGraphics() throws IOException {
    tells(
        "proc/meminfo", "MemTotal:        8000000 kB\nMemFree: 1 kB\nMemAvailable:    5000000 kB");
    tells("sys/class/drm/card0/device/gpu_busy_percent", "37");
    tells("proc/driver/nvidia/gpus/0000:01:00.0/information", "Model: \t\t RTX 4000\nIRQ: 3");

    MachineUse use = look();

    assertThat(use.memoryTotalBytes()).isEqualTo(8_192_000_000L);
    assertThat(use.memoryFreeBytes()).isEqualTo(5_120_000_000L);
    assertThat(use.gpu()).isEqualTo(0.37);
    assertThat(use.gpuName()).isEqualTo("RTX 4000");
  }

  @Test
  void readsAJetsonsLoadInThousandths() throws IOException {
    tells("sys/devices/gpu.0/load", "512");

    assertThat(look().gpu()).isEqualTo(0.512);
  }

  @Test
  void runsOnItsBatteryOnceThatDischarges() throws IOException {
    tells("sys/class/power_supply/AC/type", "Mains");
    tells("sys/class/power_supply/AC/online", "1");
    tells("sys/class/power_supply/BAT0/type", "Battery");
    tells("sys/class/power_supply/BAT0/capacity", "81");
    tells("sys/class/power_supply/BAT0/status", "Charging");
    // A mouse's battery is not the machine's.
    tells("sys/class/power_supply/mouse/type", "Battery");
    tells("sys/class/power_supply/mouse/scope", "Device");
    tells("sys/class/power_supply/mouse/status", "Discharging");
    assertThat(look().power()).isEqualTo("mains");
    assertThat(look().batteryPercent()).isEqualTo(81);

    tells("sys/class/power_supply/AC/online", "0");
    tells("sys/class/power_supply/BAT0/status", "Discharging");

    assertThat(look().power()).isEqualTo("battery");
  }

  @Test
  void isNotMisledByOddFiles() throws IOException {
    tells("proc/meminfo", "MemTotal: many kB\nMemAvailable:");
    tells("sys/devices/gpu.0/load", "-1");
    tells("sys/class/power_supply/BAT0/type", "Battery");
    tells("sys/class/power_supply/BAT0/capacity", "full");

    MachineUse use = look();

    assertThat(use.memoryTotalBytes()).isNull();
    assertThat(use.gpu()).isNull();
    assertThat(use.power()).isNull();
  }
}
