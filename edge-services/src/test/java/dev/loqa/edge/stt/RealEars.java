package dev.loqa.edge.stt;

import dev.loqa.base.json.Json;
import dev.loqa.bus.InMemoryBus;
import dev.loqa.edge.stt.pocketsphinx.PocketSphinxEngine;
import dev.loqa.edge.stt.vad.VadSettings;
import dev.loqa.protocol.AudioFrame;
import dev.loqa.protocol.Bytes;
import dev.loqa.protocol.NodeId;
import dev.loqa.protocol.SessionDegraded;
import dev.loqa.protocol.SessionId;
import dev.loqa.protocol.SttOpen;
import dev.loqa.protocol.SttOpened;
import dev.loqa.protocol.Subjects;
import dev.loqa.protocol.Transcript;
import dev.loqa.protocol.TurnId;
import dev.loqa.protocol.Vocabulary;
import dev.loqa.understanding.IntentSpec;
import dev.loqa.understanding.Lexicon;
import dev.loqa.understanding.ListValue;
import dev.loqa.understanding.SlotSpec;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// A whole service with the embedded recognizer and a small house, to which sound is given frame by
/// frame over a bus.
final class RealEars implements AutoCloseable {
  private static final Duration WAIT = Duration.ofSeconds(60);
  private static final int MOST_FRAMES = 400;

  private final InMemoryBus bus = new InMemoryBus();
  private final BlockingQueue<Transcript> finals = new LinkedBlockingQueue<>();
  final BlockingQueue<SessionDegraded> degraded = new LinkedBlockingQueue<>();
  private final SttService service;
  private int utterances;

  RealEars(VadSettings vad) throws InterruptedException {
    bus.subscribe(
        Subjects.VOCABULARY_GET,
        delivery -> bus.respond(delivery, new Vocabulary("en", "v1", Json.toMap(house()))));
    bus.subscribe(Subjects.TRANSCRIPT_FINAL, delivery -> finals.add(delivery.as(Transcript.class)));
    bus.subscribe(
        Subjects.SESSION_DEGRADED, delivery -> degraded.add(delivery.as(SessionDegraded.class)));
    var config = SttConfig.defaults(new NodeId("edge-1")).withVad(vad);
    service = SttService.start(bus, config, new PocketSphinxEngine("", "", "", 0.5));
    if (!service.awaitReady(WAIT.toMillis())) {
      throw new AssertionError("no vocabulary came");
    }
  }

  /// Sentences as those of the skills that come with Loqa: some are the beginning of others.
  static Lexicon house() {
    var duration = Map.of("duration", new SlotSpec(SlotSpec.DURATION, true, "For how long?", null));
    return Lexicon.english(
        List.of(
            new IntentSpec(
                "timer.start",
                List.of(
                    "(set|start|create) [me] [a|the|another] timer [for|of|to] {duration}",
                    "(set|start|create) a timer",
                    "[a] timer [for] {duration}",
                    "{duration} timer"),
                duration),
            new IntentSpec("timer.cancel", List.of("cancel [the|my] timer"), Map.of()),
            new IntentSpec(
                "home.switch",
                List.of("turn (on|off) [the] {thing}", "turn [the] {thing} (on|off)"),
                Map.of("thing", new SlotSpec("list", true, null, "things"))),
            new IntentSpec("home.time", List.of("what time is it", "what is the time"), Map.of())),
        Map.of(
            "things",
            List.of(
                new ListValue("lamp", "lamp.living"),
                new ListValue("kitchen light", "light.kitchen"),
                new ListValue("bedroom fan", "fan.bedroom"))));
  }

  List<String> capabilities() {
    return service.capabilities();
  }

  /// What is heard in 16 kHz sound.
  Transcript hear(short[] sound) throws InterruptedException {
    return hear(sound, Sounds.RATE);
  }

  /// What is heard in sound that is said to have this rate: the one transcript there is.
  Transcript hear(short[] sound, int rate) throws InterruptedException {
    utterances++;
    var session = new SessionId("s-" + utterances);
    var turn = new TurnId("t-" + utterances);
    bus.request(new SttOpen(session, turn, rate, null, null), WAIT).as(SttOpened.class);
    // All at once: a recognizer refuses to be many frames behind, so long sound comes in long ones.
    int frame = Math.max(320, sound.length / MOST_FRAMES);
    for (int at = 0, sequence = 0; at < sound.length; at += frame, sequence++) {
      int count = Math.min(frame, sound.length - at);
      var bytes = ByteBuffer.allocate(2 * count).order(ByteOrder.LITTLE_ENDIAN);
      bytes.asShortBuffer().put(sound, at, count);
      bus.publish(
          new AudioFrame(
              session, sequence, rate, 1, Bytes.wrap(bytes.array()), at + frame >= sound.length));
    }
    var heard = finals.poll(WAIT.toMillis(), TimeUnit.MILLISECONDS);
    if (heard == null || !turn.equals(heard.turnId())) {
      throw new AssertionError("no transcript of " + turn + " but " + heard + "; " + degraded);
    }
    if (!finals.isEmpty()) {
      throw new AssertionError("more than one transcript: " + finals);
    }
    return heard;
  }

  /// Where the voice ended, in milliseconds of the sound; -1 when nobody spoke.
  static double speechEndMillis(Transcript heard, short[] sound) {
    var end = heard.speechEnd();
    double frame = Math.max(320, sound.length / MOST_FRAMES) / 16.0;
    return end == null ? -1 : end.sequence() * frame + end.offsetMs();
  }

  @Override
  public void close() {
    service.close();
    bus.close();
  }
}
