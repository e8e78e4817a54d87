package dev.loqa.edge;

import dev.loqa.base.models.ModelException;
import dev.loqa.base.models.ModelKind;
import dev.loqa.base.telemetry.Spans;
import dev.loqa.bus.Bus;
import dev.loqa.edge.models.ModelSource;
import dev.loqa.edge.stt.SttConfig;
import dev.loqa.edge.stt.SttService;
import dev.loqa.edge.stt.vad.VadSettings;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The kind `stt`: the models that its configuration names become files of this machine, and what
/// listens is started with them.
final class Hearing {
  private static final Logger LOG = LoggerFactory.getLogger(Hearing.class);

  private Hearing() {}

  /// @param models where what is configured by its name lies
  static Running start(Bus bus, EdgeConfig config, ModelSource models, Spans spans) {
    VadSettings vad = config.stt().vad();
    SttConfig stt = config.stt().withVad(vad.withModel(voiceNet(models, vad)));
    if (stt.engine().equals("whisper")) {
      Path file = models.file("stt.whisper.model", stt.whisper().model(), ModelKind.WHISPER);
      stt = stt.withWhisperModel(file.toString());
    }
    SttService service = SttService.start(bus, stt, spans);
    return new Running(Kind.STT, service, service.capabilities(), service::leased);
  }

  /// Silero's file, or an empty text. Without it the house still hears: only who asked for it is
  /// told.
  private static String voiceNet(ModelSource models, VadSettings vad) {
    String key = "stt.silero.model";
    try {
      return switch (vad.use()) {
        case VadSettings.SILERO -> models.file(key, vad.model(), ModelKind.VAD).toString();
        case VadSettings.AUTO -> {
          Optional<Path> here = models.here(key, vad.model(), ModelKind.VAD);
          yield here.map(Path::toString).orElse("");
        }
        default -> "";
      };
    } catch (ModelException e) {
      LOG.atWarn()
          .addKeyValue("fault", e.getMessage())
          .log("Silero cannot be used, loudness tells voice from other sound instead");
      return "";
    }
  }
}
