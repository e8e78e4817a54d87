package dev.loqa.loqad.route;

import dev.loqa.skillhost.manifest.Risk;
import java.util.List;

/// What the router does with one final transcript, and in plain sentences why.
public sealed interface Decision {
  /// Why, one sentence a step.
  List<String> why();

  /// Skills claimed the words: one call, or several in order.
  ///
  /// @param notUnderstood parts of the sentence that nobody claimed, already worded for the person
  record RunSkills(
      List<SkillCall> calls, Risk cleared, List<String> notUnderstood, List<String> why)
      implements Decision {
    public RunSkills {
      calls = List.copyOf(calls);
      notUnderstood = List.copyOf(notUnderstood);
      why = List.copyOf(why);
    }
  }

  /// The owner's policy wants the PIN first.
  ///
  /// @param words what is said to ask for it
  record AskPin(Pending.PinWanted wanted, String words, List<String> why) implements Decision {
    public AskPin {
      why = List.copyOf(why);
    }
  }

  /// The owner's policy wants a yes first.
  record Confirm(Pending.Challenged challenge, List<String> why) implements Decision {
    public Confirm {
      why = List.copyOf(why);
    }
  }

  /// Something is missing: ask for exactly that.
  record AskBack(Pending.Asked question, List<String> why) implements Decision {
    public AskBack {
      why = List.copyOf(why);
    }
  }

  /// Nobody claimed the words: the language model answers.
  record AskModel(String prompt, List<String> why) implements Decision {
    public AskModel {
      why = List.copyOf(why);
    }
  }

  /// A fixed answer: a near miss, a refusal, "all right" to a no.
  record Answer(String text, List<String> why) implements Decision {
    public Answer {
      why = List.copyOf(why);
    }
  }

  /// No command was said: nothing is answered.
  record Ignore(List<String> why) implements Decision {
    public Ignore {
      why = List.copyOf(why);
    }
  }
}
