package dev.loqa.skillhost;

import java.time.Clock;
import java.util.random.RandomGenerator;

/// What the host needs from the program it runs in.
///
/// @param clock what guests see as the time
/// @param random where the guests' random bytes come from
public record HostPorts(
    SkillState state,
    ImmediateEffects immediate,
    EffectPolicy policy,
    Audit audit,
    Clock clock,
    RandomGenerator random) {}
