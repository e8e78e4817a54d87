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
      case KOKORO, VOICE, VOICES ->
          lines.add("A net and a voice together speak: docs/how-to/kokoro.md says how.");
      case VAD -> lines.add("No engine here uses it yet.");
    }
    return lines;
  }
}
