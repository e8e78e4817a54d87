package dev.loqa.skill;

import dev.loqa.skill.json.Json;
import java.util.ArrayList;
import java.util.List;

/// What a skill answers. Immutable; each method returns a copy with one thing more.
///
/// `say` is spoken only in an invocation without effects. With effects the words come from the
/// manifest's `responses`, by the receipts that the host could verify; [#value] fills their
/// templates.
public final class Reply {
  private final Json.Obj fields;

  private Reply(Json.Obj fields) {
    this.fields = fields;
  }

  /// An answer without words.
  public static Reply silent() {
    return new Reply(Json.object());
  }

  /// Words for an invocation that changed nothing.
  public static Reply say(String words) {
    return new Reply(Json.object().with("say", words));
  }

  /// A question back; the person's answer fills the slot and the intent is asked for again.
  public static Reply ask(String question, String slot) {
    return new Reply(Json.object().with("ask", question)).value("ask_slot", slot);
  }

  /// Claims that an effect did something to a target: `timer.start`, `pizza`.
  public Reply receipt(String action, String target, Effect effect) {
    List<Json> receipts = new ArrayList<>(fields.at("receipts").items());
    receipts.add(
        Json.object()
            .with("action", action)
            .with("target", target)
            .with("effect", effect.number()));
    return new Reply(fields.with("receipts", new Json.Arr(receipts)));
  }

  /// A value for the templates in `responses`, beside the slots and over them.
  public Reply value(String name, Json value) {
    return new Reply(fields.with("values", fields.at("values").asObject().with(name, value)));
  }

  public Reply value(String name, String value) {
    return value(name, new Json.Text(value));
  }

  public Reply value(String name, long value) {
    return value(name, new Json.Whole(value));
  }

  /// Asks the host to ring until somebody acknowledges; travels as the value `alert`.
  public Reply ring(String id, String label) {
    return value("alert", Json.object().with("id", id).with("label", label));
  }

  /// Tells the host that somebody acknowledged these alerts; travels as the value `alert`.
  public Reply acknowledge(List<String> ids) {
    List<Json> values = new ArrayList<>();
    for (String id : ids) {
      values.add(new Json.Text(id));
    }
    return value("alert", Json.object().with("ack", new Json.Arr(values)));
  }

  /// The reply as ABI v2 carries it.
  public Json.Obj json() {
    return fields;
  }
}
