package dev.loqa.loqad.web;

import dev.loqa.skillhost.HttpAnswer;
import dev.loqa.skillhost.HttpAsk;
import dev.loqa.skillhost.HttpRefusedException;
import dev.loqa.skillhost.SkillHostException;
import java.time.Duration;

/// Makes a skill's web call. Called on guest threads, by several at once; blocks until the answer
/// is there or `deadline` is over. An interrupt ends it.
@FunctionalInterface
public interface Web {
  /// Makes one call.
  ///
  /// @param limitBytes most of the body that is handed over
  /// @throws HttpRefusedException when the call may not be made
  /// @throws SkillHostException when it may, and there is no answer
  HttpAnswer call(String skill, HttpAsk ask, int limitBytes, Duration deadline);

  /// No network.
  Web NONE =
      (skill, ask, limitBytes, deadline) -> {
        throw new SkillHostException("there is no network here: run the skill in loqad");
      };
}
