package dev.loqa.loqad.http;

import dev.loqa.loqad.registries.Registries;
import dev.loqa.loqad.registries.Revoked;
import dev.loqa.loqad.skills.SkillService;
import dev.loqa.loqad.store.InstalledVersion;
import dev.loqa.loqad.store.InstalledVersions;
import dev.loqa.protocol.Quoted;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Calling a skill again that rests: because it failed too often, or, against a text that the owner
/// has to agree to, because a registry has revoked it.
final class SkillRestRoutes {
  private final SkillService skills;
  private final Registries registries;
  private final InstalledVersions installed;

  SkillRestRoutes(ApiContext context) {
    this.skills = context.skills();
    this.registries = context.registries();
    this.installed = context.store().installed();
  }

  List<Route> routes() {
    return List.of(Route.owner("POST", "/v1/skills/{name}/release", this::release));
  }

  private Answer release(Call call) {
    String skill = call.part("name");
    Optional<Revoked> revoked =
        installed.active(skill).map(InstalledVersion::digest).flatMap(registries::revoked);
    String consent = call.query("consent").orElse("");
    if (revoked.isPresent()
        && !consent.isEmpty()
        && registries.overrule(revoked.get(), consent, Owner.of(call))) {
      return Answer.json(Map.of("skill", skill, "released", true));
    }
    boolean rested = skills.release(skill, "owner").orElseThrow(() -> unknown(skill));
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("skill", skill);
    body.put("released", rested);
    revoked.ifPresent(why -> {
      body.put("consent", why.consent());
      body.put("text", why.text());
    });
    return Answer.json(body);
  }

  private static HttpFault unknown(String skill) {
    return new HttpFault(
        404, "the skill " + Quoted.of(skill), "is not here", "see /v1/catalog for those that are");
  }
}
