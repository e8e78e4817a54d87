package dev.loqa.protocol;

/// Which node leased the utterance.
public record SttOpened(NodeId node) implements Message {}
