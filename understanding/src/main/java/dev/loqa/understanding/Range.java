package dev.loqa.understanding;

/// Whole numbers from `from` to `to`, both included, that `{range:slot}` takes.
public record Range(int from, int to) {}
