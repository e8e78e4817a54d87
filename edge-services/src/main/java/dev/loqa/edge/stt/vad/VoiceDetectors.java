package dev.loqa.edge.stt.vad;

import dev.loqa.base.models.ModelFolder;
import dev.loqa.edge.onnx.OnnxException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Chooses what tells voice from other sound. A house whose model cannot be used still hears: that
/// is said once, here, and seen by the capability that is missing.
public final class VoiceDetectors {
  private static final Logger LOG = LoggerFactory.getLogger(VoiceDetectors.class);

  private VoiceDetectors() {}

  /// The one that is meant, or the built-in one.
  ///
  /// @param settings with a file, or none, as its model
  public static VoiceDetector open(VadSettings settings) {
    if (settings.use().equals(VadSettings.BUILT_IN) || absent(settings)) {
      return new BuiltInDetector();
    }
    try {
      return SileroDetector.open(Path.of(settings.model()));
    } catch (OnnxException e) {
      LOG.atWarn()
          .addKeyValue("fault", e.getMessage())
          .log("Silero cannot be used, loudness tells voice from other sound instead");
      return new BuiltInDetector();
    }
  }

  private static boolean absent(VadSettings settings) {
    return settings.model().isEmpty()
        || (settings.use().equals(VadSettings.AUTO)
            && ModelFolder.isName(settings.model())
            && !Files.exists(Path.of(settings.model())));
  }
}
