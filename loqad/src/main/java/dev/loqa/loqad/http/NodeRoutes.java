package dev.loqa.loqad.http;

import dev.loqa.base.json.Json;
import dev.loqa.base.process.Supervisor;
import dev.loqa.bus.BusException;
import dev.loqa.bus.pki.PkiException;
import dev.loqa.bus.roster.Enrolled;
import dev.loqa.bus.roster.Enrollment;
import dev.loqa.bus.roster.RosterException;
import dev.loqa.loqad.store.NewEvent;
import dev.loqa.protocol.Envelope;
import dev.loqa.protocol.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/// The nodes of the house: who is there, who may come in, who has to go.
final class NodeRoutes {
  private final ApiContext context;

  NodeRoutes(ApiContext context) {
    this.context = context;
  }

  List<Route> routes() {
    return List.of(
        Route.owner("GET", "/v1/nodes", _ -> nodes()),
        Route.owner("POST", "/v1/nodes/{node}/enroll", this::enroll),
        Route.owner("POST", "/v1/nodes/{node}/rotate", this::rotate),
        Route.owner("POST", "/v1/nodes/{node}/revoke", this::revoke));
  }

  private Answer nodes() {
    Map<String, Object> processes = new LinkedHashMap<>();
    context.edges().states().forEach((kind, state) -> processes.put(kind, view(state)));
    Map<String, Object> enrolled = new TreeMap<>();
    context
        .enrollment()
        .ifPresent(
            house -> house.roster().nodes().forEach((id, node) -> enrolled.put(id, view(node))));
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("nodes", context.nodes().nodes());
    body.put("enrolled", enrolled);
    body.put("processes", processes);
    return Answer.json(body);
  }

  private static Map<String, Object> view(Enrolled node) {
    return Map.of("roles", node.roles(), "ends", node.ends().toString(), "revoked", node.revoked());
  }

  private static Map<String, Object> view(Supervisor.State state) {
    return switch (state) {
      case Supervisor.State.Starting starting ->
          Map.of("state", "starting", "attempt", starting.attempt());
      case Supervisor.State.Running running -> Map.of("state", "running", "pid", running.pid());
      case Supervisor.State.Waiting waiting ->
          Map.of(
              "state",
              "waiting",
              "cause",
              waiting.cause(),
              "again_in_ms",
              waiting.pause().toMillis());
      case Supervisor.State.Stopped _ -> Map.of("state", "stopped");
    };
  }

  private Answer enroll(Call call) {
    String id = call.part("node");
    Map<String, Object> body = call.json();
    byte[] request = request(body);
    List<String> roles =
        body.get("roles") instanceof List<?> list
            ? list.stream().map(String::valueOf).toList()
            : List.of();
    if (roles.contains("loqad")) {
      throw new HttpFault(
          403, "the role loqad", "is this daemon's own", "give the node the roles of what it does");
    }
    Enrollment.Outcome outcome = guarded(id, () -> house().enroll(id, roles, List.of(), request));
    if (outcome.changed()) {
      record(call, id, "enrolled", outcome.node());
    }
    return given(id, outcome);
  }

  private Answer rotate(Call call) {
    String id = call.part("node");
    byte[] request = request(call.json());
    Enrollment.Outcome outcome = guarded(id, () -> house().rotate(id, request));
    if (outcome.changed()) {
      record(call, id, "renewed", outcome.node());
    }
    return given(id, outcome);
  }

  private Answer revoke(Call call) {
    String id = call.part("node");
    boolean changed = guarded(id, () -> house().revoke(id));
    if (changed) {
      Enrolled node = house().roster().nodes().get(id);
      if (node != null) {
        record(call, id, "revoked", node);
      }
    }
    return Answer.json(Map.of("node", id, "revoked", true, "changed", changed));
  }

  private static Answer given(String id, Enrollment.Outcome outcome) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("node", id);
    body.put("roles", outcome.node().roles());
    body.put("ends", outcome.node().ends().toString());
    body.put("certificate", outcome.node().certificate());
    body.put("changed", outcome.changed());
    return Answer.json(body);
  }

  private Enrollment house() {
    return context
        .enrollment()
        .orElseThrow(() ->
            new HttpFault(
                409,
                "the bus",
                "is not loqad's own (bus.servers), so its authority is elsewhere",
                "run loqa node with --authority DIR on the machine that has it"));
  }

  private static byte[] request(Map<String, Object> body) {
    if (body.get("request") instanceof String pem) {
      return pem.getBytes(StandardCharsets.US_ASCII);
    }
    throw new HttpFault(
        400,
        "the signing request",
        "is missing",
        "make one on the node with loqa node request NAME and send it as \"request\"");
  }

  private void record(Call call, String id, String what, Enrolled node) {
    Map<String, Object> payload = new LinkedHashMap<>();
    payload.put("node", id);
    payload.put("change", what);
    payload.put("roles", node.roles());
    payload.put("key", node.key());
    payload.put("ends", node.ends().toString());
    payload.put("by", Owner.of(call));
    context.store().append(NewEvent.of("audit.node", Envelope.ofSystem(), Json.text(payload)));
  }

  private static <T> T guarded(String id, Supplier<T> work) {
    String thing = "node " + id;
    try {
      return work.get();
    } catch (RosterException.Conflict e) {
      throw HttpFault.of(409, thing, String.valueOf(e.getMessage()));
    } catch (RosterException | PkiException | ProtocolException e) {
      throw HttpFault.of(400, thing, String.valueOf(e.getMessage()));
    } catch (BusException e) {
      throw HttpFault.of(503, "the bus", String.valueOf(e.getMessage()));
    }
  }
}
