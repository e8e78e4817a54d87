package dev.loqa.edge.stt.http;

import dev.loqa.edge.stt.HttpSettings;
import dev.loqa.edge.stt.Recognizer;
import dev.loqa.edge.stt.SpeechEngine;

/// Understands free speech through a server that speaks OpenAI's transcription API.
///
/// It cannot stream: there are no words before the end, and an utterance ends by voice. The server
/// need not be there at the start; an utterance that it does not answer in time ends with a fault
/// that names it. Any thread may call it.
public final class HttpEngine implements SpeechEngine {
  private final TranscriptionServer server;

  /// @param language of what is said, BCP 47
  /// @throws dev.loqa.edge.stt.SttException when the key's file cannot be used
  public HttpEngine(HttpSettings config, String language) {
    server = new TranscriptionServer(config, language, ServerKey.of(config));
  }

  @Override
  public String name() {
    return "http";
  }

  @Override
  public boolean streams() {
    return false;
  }

  @Override
  public Recognizer recognizer() {
    return new HttpRecognizer(server);
  }

  @Override
  public void close() {
    server.close();
  }
}
