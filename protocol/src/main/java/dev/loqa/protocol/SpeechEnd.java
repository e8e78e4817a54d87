package dev.loqa.protocol;

/// Where speech ended in the satellite's own frames: no clock is compared with another's.
///
/// @param sequence the frame in which the last voiced sound lies
/// @param offsetMs milliseconds from that frame's start
public record SpeechEnd(long sequence, double offsetMs) {}
