package dev.loqa.cli.models;

import dev.loqa.base.models.ModelFile;
import java.util.ArrayList;
import java.util.List;

/// What a person does with a model that is here now.
final class HowToUse {
  private HowToUse() {}

  static List<String> lines(ModelFile model, String name) {
    List<String> lines = new ArrayList<>();
    lines.add(name + " is in " + model.file() + " (" + model.about() + ")");
    switch (model.kind()) {
      case WHISPER -> {
        if (model.about().contains("many languages")) {
          lines.add("Loqa asks it for the language of stt.language.");
        }
        lines.add("To use it, put this into the configuration and start Loqa again:");
        lines.add("stt: {engine: whisper, whisper: {model: " + name + "}}");
      }
      case KOKORO -> lines.addAll(speaking("a voice", name, "VOICE"));
      case VOICE, VOICES -> lines.addAll(speaking("a net", "NET", name));
      case VAD -> {
        lines.add("It tells voices from other sound: docs/how-to/silero.md.");
        lines.add(
            name.equals("silero-vad")
                ? "Loqa uses it from its next start on, unless stt.vad is builtin."
                : "To use it, put this into the configuration and start Loqa again:");
        if (!name.equals("silero-vad")) {
          lines.add("stt: {silero: {model: " + name + "}}");
        }
      }
    }
    return lines;
  }

  private static List<String> speaking(String missing, String net, String voices) {
    return List.of(
        "Together with "
            + missing
            + " it speaks (docs/how-to/kokoro.md). Put both into the configuration and start Loqa again:",
        "tts: {engine: kokoro, kokoro: {model: %s, voice_files: %s}}".formatted(net, voices));
  }
}
