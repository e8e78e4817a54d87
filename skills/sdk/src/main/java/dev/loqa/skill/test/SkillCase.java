package dev.loqa.skill.test;

import dev.loqa.skill.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// One case of a skill's `tests/*.json`: what came in, what was remembered, and what must come out.
///
/// A file is an array of `{"name", "say"?, "event", "store"?, "timers"?, "given"?, "expect"}`.
/// `say` is the sentence that leads to the event; the event's `type`, `language` and `now` have
/// defaults. Of `given` the `config` and the `http` are used here; docs/reference/skill-tests.md
/// has them all. `expect` names what is compared: `code`, `say`, `ask`, `receipts` (`[[action,
/// target], ...]`; each must point to an effect), `publishes` (`[[subject, payload], ...]`),
/// `values` (those named), `effects` (the kinds, in order) and, where the case runs in the real
/// host, `spoken`: what the manifest's response makes of the receipts.
public record SkillCase(
    String name,
    String sentence,
    Json.Obj envelope,
    Json store,
    Json timers,
    Json given,
    Json expect) {
  private static final String NOW = "2026-11-21T09:30:00+01:00";

  /// Reads every case of a folder.
  public static List<SkillCase> read(Path folder) {
    List<SkillCase> cases = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".json")).sorted().toList()) {
        for (Json json : Json.parse(Files.readString(file)).items()) {
          cases.add(of(json));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cases in " + folder + " can not be read", e);
    }
    return cases;
  }

  private static SkillCase of(Json json) {
    Json.Obj envelope =
        Json.object().with("type", "intent").with("language", "en").with("now", NOW);
    for (var field : json.at("event").asObject().fields().entrySet()) {
      envelope = envelope.with(field.getKey(), field.getValue());
    }
    return new SkillCase(
        json.at("name").text("unnamed"),
        json.at("say").text(""),
        envelope,
        json.at("store"),
        json.at("timers"),
        json.at("given"),
        json.at("expect"));
  }

  /// Brings a host to the state the case starts from.
  public TestHost prepare(TestHost host) {
    store.asObject().fields().forEach(host::stored);
    timers.items().forEach(host::pending);
    given.at("config").asObject().fields().forEach(host::configured);
    return host.web(request -> answer(request.at("method").text(""), request.at("url").text("")));
  }

  /// What the web answers in this case, as `{status, headers, body}`; empty when nobody does.
  public Optional<Json> answer(String method, String url) {
    return given.at("http").items().stream()
        .filter(one -> one.at("url").text("").equals(url))
        .filter(one -> one.at("method").text("GET").equals(method))
        .filter(one -> !one.at("fails").isTrue())
        .findFirst()
        .map(one ->
            Json.object()
                .with("status", one.at("status").whole(200))
                .with("headers", one.at("headers").asObject())
                .with("body", one.at("body").text(one.at("body").write())));
  }

  /// What differs from the expectation, a line each; nothing when all is as expected.
  public List<String> problems(TestHost.Result result) {
    List<String> problems = new ArrayList<>();
    Json reply = result.reply();
    compare(
        "code",
        new Json.Whole(result.code()),
        expect.at("code").isNull() ? new Json.Whole(0) : expect.at("code"),
        problems);
    expected("say", reply.at("say"), problems);
    expected("ask", reply.at("ask"), problems);
    expected("receipts", receipts(result, problems), problems);
    expected("publishes", publishes(result), problems);
    expected("effects", kinds(result), problems);
    for (var value : expect.at("values").asObject().fields().entrySet()) {
      compare(
          "value " + value.getKey(),
          reply.at("values").at(value.getKey()),
          value.getValue(),
          problems);
    }
    if (!problems.isEmpty()) {
      problems.addAll(result.log());
    }
    return problems;
  }

  private void expected(String what, Json actual, List<String> problems) {
    if (expect.asObject().fields().containsKey(what)) {
      compare(what, actual, expect.at(what), problems);
    }
  }

  private void compare(String what, Json actual, Json wanted, List<String> problems) {
    if (!actual.equals(wanted)) {
      problems.add(name + ": " + what + " is " + actual.write() + ", expected " + wanted.write());
    }
  }

  private Json receipts(TestHost.Result result, List<String> problems) {
    List<Json> receipts = new ArrayList<>();
    for (Json receipt : result.reply().at("receipts").items()) {
      long effect = receipt.at("effect").whole(0);
      if (effect < 1 || effect > result.effects().size()) {
        problems.add(name + ": receipt " + receipt.write() + " points to no effect");
      }
      receipts.add(new Json.Arr(List.of(receipt.at("action"), receipt.at("target"))));
    }
    return new Json.Arr(receipts);
  }

  private static Json publishes(TestHost.Result result) {
    List<Json> publishes = new ArrayList<>();
    for (Json effect : result.effects("publish")) {
      publishes.add(new Json.Arr(List.of(effect.at("subject"), effect.at("payload"))));
    }
    return new Json.Arr(publishes);
  }

  private static Json kinds(TestHost.Result result) {
    return new Json.Arr(result.effects().stream().map(effect -> effect.at("kind")).toList());
  }
}
