package dev.loqa.skillhost;

import java.time.Instant;

/// A pending timer of a skill, as `timer_list` shows it.
public record TimerView(String id, Instant due, String payloadJson) {}
