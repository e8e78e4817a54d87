package dev.loqa.skill;

/// Something this invocation does to the world, by the number the host counts it with: from 1, in
/// the order of the calls that were not refused. A receipt points to it.
public record Effect(int number) {}
