package dev.loqa.edge;

import dev.loqa.base.life.Part;
import java.util.List;
import java.util.function.IntSupplier;

/// One service of this process, as the node's announcement shows it.
///
/// @param capabilities what it can do, such as `tts.engine.espeak-ng`
/// @param queueDepth how much waits for it or is being done
record Running(Kind kind, Part part, List<String> capabilities, IntSupplier queueDepth) {
  Running {
    capabilities = List.copyOf(capabilities);
  }
}
