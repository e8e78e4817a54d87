package dev.loqa.base.telemetry;

import io.opentelemetry.api.metrics.Meter;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/// What this process uses of its machine: processor, memory, threads, time in garbage collection.
/// Read when somebody asks; costs nothing in between.
final class ProcessMetrics {
  private static final Path STATM = Path.of("/proc/self/statm");
  private static final int PAGE_BYTES = 4_096;

  private ProcessMetrics() {}

  static void watch(Meter meter) {
    meter
        .counterBuilder("loqa.process_cpu_seconds")
        .ofDoubles()
        .setDescription("Processor time that the process has used, in seconds.")
        .buildWithCallback(measured -> measured.record(cpuSeconds()));
    meter
        .gaugeBuilder("loqa.process_resident_bytes")
        .ofLongs()
        .setDescription("Memory that the process takes; its heap alone where nobody tells.")
        .buildWithCallback(measured -> measured.record(residentBytes()));
    meter
        .gaugeBuilder("loqa.jvm_heap_used_bytes")
        .ofLongs()
        .setDescription("Heap in use, garbage included.")
        .buildWithCallback(measured -> measured.record(heapBytes()));
    meter
        .gaugeBuilder("loqa.jvm_heap_max_bytes")
        .ofLongs()
        .setDescription("The most heap that the process may take.")
        .buildWithCallback(measured -> measured.record(Runtime.getRuntime().maxMemory()));
    meter
        .gaugeBuilder("loqa.jvm_threads")
        .ofLongs()
        .setDescription("Platform threads that live.")
        .buildWithCallback(
            measured -> measured.record(ManagementFactory.getThreadMXBean().getThreadCount()));
    meter
        .counterBuilder("loqa.jvm_gc_seconds")
        .ofDoubles()
        .setDescription("Time that garbage collection has taken, in seconds.")
        .buildWithCallback(measured -> measured.record(collectionSeconds()));
  }

  private static double cpuSeconds() {
    return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e9;
  }

  private static long heapBytes() {
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  private static long residentBytes() {
    try {
      return Long.parseLong(Files.readString(STATM).split(" ", -1)[1]) * PAGE_BYTES;
    } catch (IOException | NumberFormatException e) {
      return heapBytes();
    }
  }

  private static double collectionSeconds() {
    return ManagementFactory.getGarbageCollectorMXBeans().stream()
            .mapToLong(GarbageCollectorMXBean::getCollectionTime)
            .filter(millis -> millis > 0)
            .sum()
        / 1e3;
  }
}
