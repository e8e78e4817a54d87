package dev.loqa.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// How busy a node's machine is, and what it has. What a machine does not tell is absent.
///
/// @param host the machine's name, by which nodes of one machine know each other
/// @param cpu share of all processors in use, 0 to 1
/// @param processors how many there are
/// @param memoryTotalBytes of the machine
/// @param memoryFreeBytes what programs could still take
/// @param diskTotalBytes of the disk with the node's data
/// @param gpu share of the graphics processor in use, 0 to 1
/// @param gpuName what it calls itself
/// @param power `mains` or `battery`
/// @param batteryPercent what is left of it
/// @param models the models that lie on this node, by name
public record MachineUse(
    @Nullable String host,
    @Nullable Double cpu,
    int processors,
    @Nullable Long memoryTotalBytes,
    @Nullable Long memoryFreeBytes,
    @Nullable Long diskTotalBytes,
    @Nullable Double gpu,
    @Nullable String gpuName,
    @Nullable String power,
    @Nullable Integer batteryPercent,
    List<String> models) {
  public MachineUse {
    models = List.copyOf(models);
  }
}
