package dev.loqa.protocol;

import java.util.Set;

/// Where each message travels. Literal subjects are constants; those with an id have a function.
public final class Subjects {
  public static final String STT_OPEN = "stt.open";
  public static final String STT_OPENS_AT = "stt.open.*";
  public static final String STT_LEASES = "stt.lease.*";
  public static final String AUDIO_FRAMES = "audio.frame.*";
  public static final String AUDIO_RESEND = "audio.resend";
  public static final String TRANSCRIPT_PARTIAL = "stt.text.partial";
  public static final String TRANSCRIPT_FINAL = "stt.text.final";
  public static final String VOCABULARY_GET = "ctrl.vocabulary.get";
  public static final String VOCABULARY_CHANGED = "ctrl.vocabulary.changed";
  public static final String NLU_REQUEST = "nlu.request";
  public static final String NLU_REQUESTS_AT = "nlu.request.*";
  public static final String NLU_RESPONSE_PARTIAL = "nlu.response.partial";
  public static final String NLU_RESPONSE_FINAL = "nlu.response.final";
  public static final String SKILL_RESULT = "skill.result";
  public static final String SKILL_FAILED = "skill.failed";
  public static final String TTS_REQUEST = "tts.request";
  public static final String TTS_REQUESTS_AT = "tts.request.*";

  /// Audio as JSON, as the original sends and expects it.
  public static final String TTS_AUDIO_V1 = "tts.audio";

  public static final String TTS_AUDIO = "tts.audio.*";
  public static final String TTS_DONE = "tts.done";
  public static final String PLAY_STARTED = "play.started";
  public static final String PLAY_DONE = "play.done";
  public static final String TURN_CANCEL = "turn.cancel";
  public static final String ALERT_RING = "alert.ring";
  public static final String ALERT_ACK = "alert.ack";
  public static final String SESSION_DEGRADED = "session.degraded";
  public static final String SESSION_PRIVATE = "session.private";
  public static final String SESSION_EXPECTS = "session.expects";
  public static final String NODE_ANNOUNCE = "ctrl.node.announce";
  public static final String NODE_HEARTBEATS = "ctrl.node.heartbeat.*";
  public static final String PLACEMENT = "ctrl.placement";
  public static final String CARD_UPDATE = "visual.card.update";
  public static final String SATELLITE_HEAR = "satellite.hear";

  /// Where JetStream itself gives one stored piece of the bucket `LOQA_MODELS`.
  public static final String MODELS_GET = "$JS.API.DIRECT.GET.OBJ_LOQA_MODELS";

  /// Those whose last token is the node that says it: nobody says it for another.
  public static final Set<String> SAID_BY_ONE_NODE = Set.of(NODE_HEARTBEATS);

  /// Those whose last token is the node that is meant: nobody else hears it.
  public static final Set<String> HEARD_BY_ONE_NODE =
      Set.of(STT_LEASES, TTS_REQUESTS_AT, NLU_REQUESTS_AT);

  private Subjects() {}

  public static String audioFrame(SessionId session) {
    return "audio.frame." + session;
  }

  public static String sttOpen(NodeId node) {
    return STT_OPEN + "." + node;
  }

  public static String nluRequest(NodeId node) {
    return NLU_REQUEST + "." + node;
  }

  public static String ttsRequest(NodeId node) {
    return TTS_REQUEST + "." + node;
  }

  public static String sttLease(NodeId node) {
    return "stt.lease." + node;
  }

  public static String ttsAudio(SessionId session) {
    return "tts.audio." + session;
  }

  public static String heartbeat(NodeId node) {
    return "ctrl.node.heartbeat." + node;
  }

  public static String skill(String skill, String verb) {
    return "skill." + skill + "." + verb;
  }

  /// The subject of a message that is published or asked.
  ///
  /// Answers ([SttOpened], [Vocabulary], [SatelliteHeard]) go to the asker's inbox and have none.
  public static String of(Message message) {
    return switch (message) {
      case SttOpen m -> m.node() == null ? STT_OPEN : sttOpen(m.node());
      case SttLease m -> sttLease(m.node());
      case AudioFrame m -> audioFrame(m.sessionId());
      case AudioResend m -> AUDIO_RESEND;
      case Transcript m -> m.partial() ? TRANSCRIPT_PARTIAL : TRANSCRIPT_FINAL;
      case VocabularyGet m -> VOCABULARY_GET;
      case VocabularyChanged m -> VOCABULARY_CHANGED;
      case NluRequest m -> m.node() == null ? NLU_REQUEST : nluRequest(m.node());
      case NluResponse m -> m.partial() ? NLU_RESPONSE_PARTIAL : NLU_RESPONSE_FINAL;
      case SkillCommand m -> skill(m.skill(), m.verb());
      case SkillResult m -> SKILL_RESULT;
      case SkillFailed m -> SKILL_FAILED;
      case TtsRequest m -> m.node() == null ? TTS_REQUEST : ttsRequest(m.node());
      case TtsAudio m -> ttsAudio(m.sessionId());
      case TtsDone m -> TTS_DONE;
      case PlayStarted m -> PLAY_STARTED;
      case PlayDone m -> PLAY_DONE;
      case TurnCancel m -> TURN_CANCEL;
      case AlertRing m -> ALERT_RING;
      case AlertAck m -> ALERT_ACK;
      case SessionDegraded m -> SESSION_DEGRADED;
      case SessionPrivate m -> SESSION_PRIVATE;
      case SessionExpects m -> SESSION_EXPECTS;
      case NodeAnnounce m -> NODE_ANNOUNCE;
      case NodeHeartbeat m -> heartbeat(m.nodeId());
      case PlacementChanged m -> PLACEMENT;
      case CardUpdate m -> CARD_UPDATE;
      case SatelliteHear m -> SATELLITE_HEAR;
      case SttOpened m -> throw answer("SttOpened");
      case Vocabulary m -> throw answer("Vocabulary");
      case SatelliteHeard m -> throw answer("SatelliteHeard");
    };
  }

  private static ProtocolException answer(String name) {
    return new ProtocolException(name + " is an answer: send it with respond, not publish");
  }
}
