package dev.loqa.bus;

import dev.loqa.base.life.Part;
import dev.loqa.protocol.AudioFrame;
import dev.loqa.protocol.Bytes;
import dev.loqa.protocol.InvocationId;
import dev.loqa.protocol.Message;
import dev.loqa.protocol.PlayDone;
import dev.loqa.protocol.PlayStarted;
import dev.loqa.protocol.Receipt;
import dev.loqa.protocol.SessionId;
import dev.loqa.protocol.SkillResult;
import dev.loqa.protocol.SpeechEnd;
import dev.loqa.protocol.SttOpen;
import dev.loqa.protocol.Subjects;
import dev.loqa.protocol.Transcript;
import dev.loqa.protocol.TtsAudio;
import dev.loqa.protocol.TtsDone;
import dev.loqa.protocol.TtsRequest;
import dev.loqa.protocol.TurnId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes and reads the messages of a turn after the start, again and again, so that the first
/// person does not wait for code that was never run. Nothing is sent.
///
/// One virtual thread, some hundred milliseconds of processor time.
public final class Rehearsal implements Part {
  private static final Logger LOG = LoggerFactory.getLogger(Rehearsal.class);

  /// About what it takes until the methods on the way are compiled.
  private static final int TIMES = 400;

  private static final int PIECE_BYTES = 640;

  private final Thread thread;
  private volatile boolean closed;

  private Rehearsal(List<Message> turn) {
    thread = Thread.ofVirtual().name("wire-rehearsal").start(() -> rehearse(turn));
  }

  /// Begins.
  public static Rehearsal start() {
    return new Rehearsal(turn());
  }

  private void rehearse(List<Message> turn) {
    long bytes = 0;
    for (int time = 0; time < TIMES && !closed; time++) {
      for (Message message : turn) {
        bytes += once(message);
      }
    }
    LOG.atDebug().addKeyValue("bytes", bytes).log("the messages of a turn were rehearsed");
  }

  /// There and back; how many bytes it was.
  static int once(Message message) {
    String subject = Subjects.of(message);
    Wire.Encoded encoded = Wire.encode(message);
    var sent = NatsBus.message(subject, null, encoded.headers(), encoded.body());
    Message read = NatsSubscription.delivery(sent).as(message.getClass());
    return read.equals(message) ? encoded.body().length : 0;
  }

  /// The messages of one spoken command, in their order.
  static List<Message> turn() {
    SessionId session = new SessionId("rehearsal");
    TurnId turn = new TurnId("rehearsal-1");
    Instant at = Instant.EPOCH;
    String words = "turn on the light";
    Bytes piece = Bytes.wrap(new byte[PIECE_BYTES]);
    return List.of(
        new SttOpen(session, turn, 16_000, "kitchen", null),
        new AudioFrame(session, 1, 16_000, 1, piece, false),
        new Transcript(
            session, words, true, at, 0, turn, "en", null, "kitchen", null, List.of(), Map.of()),
        new Transcript(
            session,
            words,
            false,
            at,
            0.9,
            turn,
            "en",
            null,
            "kitchen",
            new SpeechEnd(40, 12.5),
            List.of(words),
            Map.of("endpoint", 150.0, "stt", 5.0)),
        new SkillResult(
            new InvocationId("rehearsal-1"),
            session,
            "smart-home",
            "smart-home.turn_on",
            List.of(new Receipt("smart-home.turn_on", "light", "done")),
            words,
            turn,
            Map.of()),
        new TtsRequest(session, words, null, "kitchen", null, "en", null, null, turn),
        new TtsAudio(session, "kitchen", 0, 22_050, 1, piece, false, turn),
        new TtsDone(session, "kitchen", true, at, turn, Map.of("tts", 14.0)),
        new PlayStarted(session, turn, "kitchen", 187.5, Map.of("play", 1.5)),
        new PlayDone(session, turn, "kitchen", 187.5));
  }

  boolean ended() {
    return !thread.isAlive();
  }

  @Override
  public void close() {
    closed = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
