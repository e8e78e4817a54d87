package dev.loqa.loqad.converse;

import dev.loqa.base.telemetry.Telemetry;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;

/// What every turn needs from its surroundings.
///
/// @param modelPresent whether a language model node is there
/// @param speechPresent whether a speech node is there
public record TurnContext(
    ConverseConfig config,
    Telemetry telemetry,
    InstantSource clock,
    RandomGenerator random,
    BooleanSupplier modelPresent,
    BooleanSupplier speechPresent) {}
