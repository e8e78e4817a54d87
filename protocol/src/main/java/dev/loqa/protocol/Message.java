package dev.loqa.protocol;

/// Everything that travels on the bus. Each case is one row, or one answer, of the table in
/// docs/reference/bus.md.
///
/// On the wire a message is a JSON object whose keys are the component names in snake case
/// (`isFinal` is `final`); audio may be binary. Absent values are left out, unknown fields are
/// ignored, times are RFC 3339 in UTC.
public sealed interface Message
    permits SttOpen,
        SttOpened,
        SttLease,
        AudioFrame,
        AudioResend,
        Transcript,
        VocabularyGet,
        Vocabulary,
        VocabularyChanged,
        NluRequest,
        NluResponse,
        SkillCommand,
        SkillResult,
        SkillFailed,
        TtsRequest,
        TtsAudio,
        TtsDone,
        PlayStarted,
        PlayDone,
        TurnCancel,
        AlertRing,
        AlertAck,
        SessionDegraded,
        SessionPrivate,
        SessionExpects,
        NodeAnnounce,
        NodeHeartbeat,
        PlacementChanged,
        CardUpdate,
        SatelliteHear,
        SatelliteHeard {}
