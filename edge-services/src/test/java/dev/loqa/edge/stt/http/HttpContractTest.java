package dev.loqa.edge.stt.http;

import dev.loqa.edge.stt.Grammar;
import dev.loqa.edge.stt.HttpSettings;
import dev.loqa.edge.stt.SpeechEngine;
import dev.loqa.edge.stt.SpeechEngineContract;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;

/// With a server that hears the sentence in any whole sound.
final class HttpContractTest extends SpeechEngineContract {
  private final ScriptedServer server =
      new ScriptedServer((request, out) -> {
        // Read as a server would: a sound that is no WAV file fails here.
        boolean whole = request.sound().pcm().length() > 0 && request.sound().warnings().isEmpty();
        ScriptedServer.hears(whole ? "Turn on the lamp." : "broken").answer(request, out);
      });

  @Override
  protected SpeechEngine newEngine() {
    return new HttpEngine(
        new HttpSettings(server.url(), "m", "", "", true, false, Duration.ofSeconds(60)), "en");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Override
  protected String heard() {
    return SAID;
  }

  @Override
  protected Grammar house() {
    return new Grammar("house", "", Set.of("lamp"), "Turn on the lamp.");
  }
}
