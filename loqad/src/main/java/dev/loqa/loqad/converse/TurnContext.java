package dev.loqa.loqad.converse;

import dev.loqa.base.telemetry.Telemetry;
import dev.loqa.loqad.pin.PinLock;
import dev.loqa.loqad.route.CallRisks;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;

/// What every turn needs from its surroundings.
///
/// @param risks what has to be agreed to before an intent runs
/// @param pin the house's
/// @param modelPresent whether a language model node is there
/// @param speechPresent whether a speech node is there
/// @param settled whether the skills that come with Loqa are where they belong
public record TurnContext(
    ConverseConfig config,
    Telemetry telemetry,
    InstantSource clock,
    RandomGenerator random,
    CallRisks risks,
    PinLock pin,
    BooleanSupplier modelPresent,
    BooleanSupplier speechPresent,
    BooleanSupplier settled) {
  /// The same for a house whose skills are all there.
  public TurnContext(
      ConverseConfig config,
      Telemetry telemetry,
      InstantSource clock,
      RandomGenerator random,
      CallRisks risks,
      PinLock pin,
      BooleanSupplier modelPresent,
      BooleanSupplier speechPresent) {
    this(config, telemetry, clock, random, risks, pin, modelPresent, speechPresent, () -> true);
  }
}
