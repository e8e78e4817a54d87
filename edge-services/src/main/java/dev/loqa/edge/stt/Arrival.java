package dev.loqa.edge.stt;

import dev.loqa.protocol.AudioFrame;

/// A frame and the moment it came in, by this process's monotonic clock.
record Arrival(AudioFrame frame, long nanos) {}
