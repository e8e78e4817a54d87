package dev.loqa.loqad.route;

import dev.loqa.skillhost.manifest.Risk;
import java.util.List;

/// What a conversation waits for from the person. Never stored: it does not survive a restart.
public sealed interface Pending {
  /// What was asked.
  String question();

  /// One value is missing.
  ///
  /// @param slot the slot that the next words fill
  /// @param type its type
  record Asked(SkillCall call, String slot, String type, String question) implements Pending {}

  /// A yes is needed before these calls run.
  record Challenged(List<SkillCall> calls, Risk risk, String question) implements Pending {
    public Challenged {
      calls = List.copyOf(calls);
    }
  }

  /// The PIN is needed before these calls run. What is said to it is never kept.
  ///
  /// @param late the time for it was over when the next words came
  record PinWanted(List<SkillCall> calls, String question, boolean late) implements Pending {
    public PinWanted {
      calls = List.copyOf(calls);
    }

    /// The same, after its time.
    public PinWanted after() {
      return new PinWanted(calls, question, true);
    }
  }
}
