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
/// @param model the nodes that answer for language models
/// @param speech the nodes that speak
/// @param settled whether the skills that come with Loqa are where they belong
public record TurnContext(
    ConverseConfig config,
    Telemetry telemetry,
    InstantSource clock,
    RandomGenerator random,
    CallRisks risks,
    PinLock pin,
    Nodes model,
    Nodes speech,
    BooleanSupplier settled) {
  /// The same for a house whose skills are all there and whose nodes never end.
  public TurnContext(
      ConverseConfig config,
      Telemetry telemetry,
      InstantSource clock,
      RandomGenerator random,
      CallRisks risks,
      PinLock pin,
      BooleanSupplier modelPresent,
      BooleanSupplier speechPresent) {
    this(
        config,
        telemetry,
        clock,
        random,
        risks,
        pin,
        Nodes.lasting(modelPresent),
        Nodes.lasting(speechPresent),
        () -> true);
  }
}
