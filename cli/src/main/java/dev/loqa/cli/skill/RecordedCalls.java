package dev.loqa.cli.skill;

import dev.loqa.cli.api.Api;
import dev.loqa.cli.api.CliException;
import dev.loqa.cli.api.Exit;
import dev.loqa.cli.api.Values;
import dev.loqa.skillhost.SkillHostException;
import dev.loqa.skillhost.record.CallRecord;
import dev.loqa.skillhost.record.RecordJson;
import java.util.List;
import java.util.Map;

/// Calls as the running Loqa has recorded them.
final class RecordedCalls {
  private RecordedCalls() {}

  /// The newest calls of a skill, newest first.
  static List<String> ofSkill(Api api, String skill, int most) {
    return ids(api, Map.of("skill", skill, "limit", Integer.toString(most)));
  }

  /// The ids of the calls that a query finds.
  static List<String> ids(Api api, Map<String, String> query) {
    return Values.list(api.get(Api.path("/v1/invocations", query)), "invocations").stream()
        .map(found -> Values.text(found, "invocation_id"))
        .toList();
  }

  /// The record in an answer.
  ///
  /// @throws SkillHostException when there is none
  static CallRecord record(Map<String, Object> found) {
    Map<String, Object> body = Values.object(found, "record");
    if (body.isEmpty()) {
      throw new SkillHostException(
          "it was not recorded, or is forgotten by now: take a newer call");
    }
    return RecordJson.of(body);
  }

  /// One call of a skill.
  ///
  /// @param call its id, or `last`
  static CallRecord one(Api api, String skill, String call) {
    String id = call;
    if (call.equals("last")) {
      List<String> newest = ofSkill(api, skill, 1);
      if (newest.isEmpty()) {
        throw new CliException(
            Exit.FAILED, "skill " + skill + " has no recorded call: say something to it first");
      }
      id = newest.getFirst();
    }
    try {
      CallRecord record = record(api.get("/v1/invocations/" + Api.encoded(id)));
      if (!record.invocation().skill().equals(skill)) {
        throw new CliException(
            Exit.FAILED, id + " is a call of " + record.invocation().skill() + ", not of " + skill);
      }
      return record;
    } catch (SkillHostException e) {
      throw new CliException(Exit.FAILED, id + ": " + e.getMessage(), e);
    }
  }
}
