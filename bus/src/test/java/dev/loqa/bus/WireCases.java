package dev.loqa.bus;

import dev.loqa.protocol.AlertAck;
import dev.loqa.protocol.AlertRing;
import dev.loqa.protocol.AudioFrame;
import dev.loqa.protocol.AudioResend;
import dev.loqa.protocol.Bytes;
import dev.loqa.protocol.CardUpdate;
import dev.loqa.protocol.ChatMessage;
import dev.loqa.protocol.InvocationId;
import dev.loqa.protocol.MachineUse;
import dev.loqa.protocol.Message;
import dev.loqa.protocol.NluRequest;
import dev.loqa.protocol.NluResponse;
import dev.loqa.protocol.NodeAnnounce;
import dev.loqa.protocol.NodeHeartbeat;
import dev.loqa.protocol.NodeId;
import dev.loqa.protocol.PlacementChanged;
import dev.loqa.protocol.PlayDone;
import dev.loqa.protocol.PlayStarted;
import dev.loqa.protocol.Receipt;
import dev.loqa.protocol.SatelliteHear;
import dev.loqa.protocol.SatelliteHeard;
import dev.loqa.protocol.SessionDegraded;
import dev.loqa.protocol.SessionExpects;
import dev.loqa.protocol.SessionId;
import dev.loqa.protocol.SessionPrivate;
import dev.loqa.protocol.SkillCommand;
import dev.loqa.protocol.SkillFailed;
import dev.loqa.protocol.SkillResult;
import dev.loqa.protocol.SpeechEnd;
import dev.loqa.protocol.SttLease;
import dev.loqa.protocol.SttOpen;
import dev.loqa.protocol.SttOpened;
import dev.loqa.protocol.Transcript;
import dev.loqa.protocol.TtsAudio;
import dev.loqa.protocol.TtsDone;
import dev.loqa.protocol.TtsRequest;
import dev.loqa.protocol.TurnCancel;
import dev.loqa.protocol.TurnId;
import dev.loqa.protocol.Vocabulary;
import dev.loqa.protocol.VocabularyChanged;
import dev.loqa.protocol.VocabularyGet;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// One message of every kind, with the name of its golden file.
final class WireCases {
  /// @param file below `wire/`; `.bin` is a NATS header block and the body
  /// @param subject where it arrives
  record Case(String file, String subject, Message message) {
    @Override
    public String toString() {
      return file;
    }
  }

  private static final SessionId SESSION = new SessionId("kitchen-1");
  private static final TurnId TURN = new TurnId("t42");
  private static final Instant AT = Instant.parse("2026-11-21T10:00:00.250Z");
  private static final InvocationId CALL = new InvocationId("i7");
  private static final String INBOX = "_INBOX.edge-stt.abc.1";

  private WireCases() {}

  static List<Case> all() {
    return Stream.of(hearing(), answering(), acting(), speaking(), keeping(), placed())
        .flatMap(List::stream)
        .toList();
  }

  private static List<Case> hearing() {
    return List.of(
        new Case(
            "stt.open.json", "stt.open", new SttOpen(SESSION, TURN, 16_000, "kitchen", "anna")),
        new Case("stt.open.answer.json", INBOX, SttOpened.watched(new NodeId("edge-stt"))),
        new Case(
            "stt.lease.json",
            "stt.lease.edge-stt",
            new SttLease(new NodeId("edge-stt"), SESSION, TURN)),
        new Case(
            "audio.frame.bin",
            "audio.frame.kitchen-1",
            new AudioFrame(
                SESSION,
                7,
                16_000,
                1,
                Bytes.wrap(new byte[] {0, 1, -1, 127, 13, 10, 0, -128}),
                true)),
        new Case("audio.resend.json", "audio.resend", new AudioResend(SESSION, TURN, 12)),
        new Case(
            "stt.text.partial.json",
            "stt.text.partial",
            new Transcript(
                SESSION, "turn on", true, AT, 0.5, TURN, null, null, null, null, List.of(),
                Map.of(), 1, null)),
        new Case(
            "stt.text.final.fault.json",
            "stt.text.final",
            new Transcript(
                SESSION,
                "",
                false,
                AT,
                0,
                TURN,
                "en",
                null,
                "kitchen",
                null,
                List.of(),
                Map.of(),
                null,
                "speech recognition failed: ask again")),
        new Case(
            "stt.text.final.json",
            "stt.text.final",
            new Transcript(
                SESSION,
                "turn on the küche \"lamp\"",
                false,
                AT,
                0.93,
                TURN,
                "en",
                "anna",
                "kitchen",
                new SpeechEnd(41, 12.5),
                List.of("turn on the lamp"),
                Map.of("stt", 21.5))));
  }

  private static List<Case> placed() {
    return List.of(
        new Case(
            "stt.open.at.json",
            "stt.open.kitchen-stt",
            new SttOpen(SESSION, TURN, 16_000, "kitchen", "anna")
                .at(new NodeId("kitchen-stt"))
                .attempt(2)),
        new Case(
            "stt.open.refused.json",
            INBOX,
            SttOpened.refused("node edge-stt listens to 2 utterances already: ask again")),
        new Case(
            "nlu.request.at.json",
            "nlu.request.kitchen-llm",
            new NluRequest(
                    SESSION,
                    "why is the sky blue",
                    null,
                    null,
                    null,
                    null,
                    null,
                    AT,
                    List.of(),
                    List.of(),
                    TURN)
                .at(new NodeId("kitchen-llm"))),
        new Case(
            "tts.request.at.json",
            "tts.request.kitchen-tts",
            new TtsRequest(SESSION, "Done.", null, null, null, "en", null, null, TURN)
                .at(new NodeId("kitchen-tts"))),
        new Case(
            "ctrl.placement.json",
            "ctrl.placement",
            new PlacementChanged(
                Map.of("stt", List.of(new NodeId("kitchen-stt"), new NodeId("edge-stt"))))));
  }

  private static List<Case> answering() {
    return List.of(
        new Case("ctrl.vocabulary.get.json", "ctrl.vocabulary.get", new VocabularyGet("en")),
        new Case(
            "ctrl.vocabulary.get.answer.json",
            INBOX,
            new Vocabulary("en", "v3", Map.of("intents", List.of(Map.of("id", "timer.start"))))),
        new Case(
            "ctrl.vocabulary.changed.json",
            "ctrl.vocabulary.changed",
            new VocabularyChanged("en", "v4")),
        new Case(
            "nlu.request.json",
            "nlu.request",
            new NluRequest(
                SESSION,
                "why is the sky blue",
                "be brief",
                "fast",
                64,
                0.2,
                "0af7651916cd43dd8448eb211c80319c",
                AT,
                List.of(new ChatMessage("user", "hello")),
                List.of(Map.of("name", "timer_start")),
                TURN)),
        new Case(
            "nlu.response.partial.json",
            "nlu.response.partial",
            new NluResponse(
                SESSION,
                "Because of scattering. ",
                true,
                null,
                null,
                null,
                null,
                AT,
                List.of(),
                null,
                TURN,
                Map.of())),
        new Case(
            "nlu.response.final.json",
            "nlu.response.final",
            new NluResponse(
                SESSION,
                "Because of scattering.",
                false,
                "0af7651916cd43dd8448eb211c80319c",
                12,
                5,
                830L,
                AT,
                List.of(Map.of("name", "timer_start")),
                null,
                TURN,
                Map.of("llm", 830.0))));
  }

  private static List<Case> acting() {
    return List.of(
        new Case(
            "skill.command.json",
            "skill.timer.start",
            new SkillCommand("timer", "start", Map.of("duration", 300L))),
        new Case(
            "skill.result.json",
            "skill.result",
            new SkillResult(
                CALL,
                SESSION,
                "timer",
                "timer.start",
                List.of(new Receipt("timer.start", "pizza", "done")),
                "Timer started.",
                TURN,
                Map.of("skill", 3.25))),
        new Case(
            "skill.failed.json",
            "skill.failed",
            new SkillFailed(
                CALL,
                SESSION,
                "timer",
                "timer.start",
                List.of(),
                null,
                "the skill ran out of time",
                TURN,
                Map.of())),
        new Case(
            "tts.request.json",
            "tts.request",
            new TtsRequest(
                SESSION,
                "Timer started.",
                "en-us",
                "kitchen",
                "0af7651916cd43dd8448eb211c80319c",
                "en",
                1,
                "timer",
                7L,
                350L,
                true,
                TURN)),
        new Case(
            "tts.audio.bin",
            "tts.audio.kitchen-1",
            new TtsAudio(
                SESSION,
                "kitchen",
                3,
                22_050,
                1,
                Bytes.wrap(new byte[] {1, 2, 3, 4}),
                false,
                TURN)),
        new Case(
            "tts.done.json",
            "tts.done",
            new TtsDone(SESSION, "kitchen", true, AT, 9L, TURN, Map.of("tts", 14.0))));
  }

  private static List<Case> speaking() {
    return List.of(
        new Case(
            "play.started.json",
            "play.started",
            new PlayStarted(SESSION, TURN, "kitchen", 187.5, Map.of("play", 1.5))),
        new Case("play.done.json", "play.done", new PlayDone(SESSION, TURN, "kitchen", 187.5)),
        new Case("session.private.json", "session.private", new SessionPrivate(SESSION, 180)),
        new Case(
            "session.expects.json",
            "session.expects",
            new SessionExpects(SESSION, 60, Map.of("language", "en"))),
        new Case("turn.cancel.json", "turn.cancel", new TurnCancel(SESSION, TURN, "stop was said")),
        new Case(
            "alert.ring.json",
            "alert.ring",
            new AlertRing("a1", "pizza", "Your pizza timer is done.", "kitchen", SESSION, AT)),
        new Case("alert.ack.json", "alert.ack", new AlertAck("a1", "anna")),
        new Case(
            "session.degraded.json",
            "session.degraded",
            new SessionDegraded(SESSION, "stt", "whisper crashed", "pocketsphinx", TURN)));
  }

  private static List<Case> keeping() {
    return List.of(
        new Case(
            "ctrl.node.announce.json",
            "ctrl.node.announce",
            new NodeAnnounce(
                new NodeId("edge-stt"), "stt", List.of("pocketsphinx", "en"), "0.1.0", AT)),
        new Case(
            "ctrl.node.heartbeat.json",
            "ctrl.node.heartbeat.edge-stt",
            new NodeHeartbeat(
                new NodeId("edge-stt"),
                "stt",
                List.of("en"),
                0.25,
                104857600L,
                5000000000L,
                0,
                List.of("stt"),
                2,
                AT,
                new MachineUse(
                    "kitchen-pi",
                    0.125,
                    4,
                    8_000_000_000L,
                    5_000_000_000L,
                    64_000_000_000L,
                    0.5,
                    null,
                    "battery",
                    81,
                    List.of("whisper-tiny.en")))),
        new Case(
            "visual.card.update.json",
            "visual.card.update",
            new CardUpdate("timer-1", "Pizza", "4:59 left", 0.5, AT)),
        new Case(
            "satellite.hear.json",
            "satellite.hear",
            new SatelliteHear(
                SESSION, TURN, "/tmp/hello.wav", true, "kitchen", null, "/tmp/reply.wav", null)),
        new Case(
            "satellite.hear.answer.json",
            INBOX,
            new SatelliteHeard(SESSION, TURN, "turn on the lamp", 187.5, 1200, null)));
  }
}
