package dev.loqa.edge.stt.http;

import dev.loqa.base.audio.Pcm;
import dev.loqa.base.audio.WavFile;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/// A request's body: `multipart/form-data` (RFC 7578) with the fields and the sound as a WAV file,
/// which exists in memory only. At most a minute of sound, 1.9 MB.
final class TranscriptionForm {
  private static final String LINE = "\r\n";

  private final String boundary;
  private final byte[] head;
  private final byte[] wav;
  private final byte[] tail;

  /// @param boundary letters and digits that occur in no part
  TranscriptionForm(String boundary, Map<String, String> fields, Pcm sound) {
    this.boundary = boundary;
    var text = new ByteArrayOutputStream();
    fields.forEach((name, value) -> {
      write(text, disposition(name) + LINE + LINE + value + LINE);
    });
    write(text, disposition("file") + "; filename=\"utterance.wav\"" + LINE);
    write(text, "Content-Type: audio/wav" + LINE + LINE);
    head = text.toByteArray();
    wav = WavFile.bytes(sound);
    tail = (LINE + "--" + boundary + "--" + LINE).getBytes(StandardCharsets.UTF_8);
  }

  private String disposition(String name) {
    return "--" + boundary + LINE + "Content-Disposition: form-data; name=\"" + name + "\"";
  }

  private static void write(ByteArrayOutputStream out, String text) {
    out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
  }

  String contentType() {
    return "multipart/form-data; boundary=" + boundary;
  }

  /// The bytes with their length, for one sending.
  BodyPublisher body() {
    return BodyPublishers.fromPublisher(
        BodyPublishers.ofByteArrays(List.of(head, wav, tail)),
        (long) head.length + wav.length + tail.length);
  }
}
