package dev.loqa.edge.satellite;

import dev.loqa.protocol.SessionId;
import dev.loqa.protocol.TurnId;
import org.jspecify.annotations.Nullable;

/// How one utterance is heard.
///
/// @param realTime pace frames as a microphone would; else ten times as fast
/// @param turn absent: a new one is made
/// @param room absent: the satellite's own
/// @param speaker who speaks, when that is known
public record HearOptions(
    SessionId session,
    @Nullable TurnId turn,
    boolean realTime,
    @Nullable String room,
    @Nullable String speaker) {}
