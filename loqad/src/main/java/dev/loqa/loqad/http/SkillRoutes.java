package dev.loqa.loqad.http;

import dev.loqa.base.json.Json;
import dev.loqa.loqad.install.Installer;
import dev.loqa.loqad.install.Offer;
import dev.loqa.loqad.install.Plan;
import dev.loqa.loqad.install.SkillOverview;
import dev.loqa.loqad.registries.Registries;
import dev.loqa.loqad.registries.Wanted;
import dev.loqa.loqad.store.InstalledVersion;
import dev.loqa.loqad.store.InstalledVersions;
import dev.loqa.protocol.Quoted;
import dev.loqa.skillhost.packages.PackageLimits;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The installed skills: what there is, and installing, going back and removing. A client shows the
/// owner what `plan=true` answers and sends the digest of what was agreed to back as `consent`.
final class SkillRoutes {
  /// The header that carries the line of a package's `.sig` file.
  static final String SIGNATURE = "Loqa-Signature";

  private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern VERSION = Pattern.compile("[0-9A-Za-z.-]{1,64}");
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_-]{0,31}");

  /// Packages that are read at once; each is up to 8 MiB, and up to 32 MiB unpacked.
  private static final int MOST_PACKAGES = 2;

  private final Semaphore places = new Semaphore(MOST_PACKAGES);
  private final Installer installer;
  private final SkillOverview overview;
  private final Registries registries;
  private final InstalledVersions versions;

  SkillRoutes(ApiContext context) {
    this.installer = context.installer();
    this.overview = context.overview();
    this.registries = context.registries();
    this.versions = context.store().installed();
  }

  List<Route> routes() {
    return List.of(
        Route.owner("GET", "/v1/skills", _ -> Answer.json(Map.of("skills", overview.all()))),
        Route.owner("POST", "/v1/skills", this::install),
        Route.owner("GET", "/v1/skills/{name}", this::one),
        Route.owner("DELETE", "/v1/skills/{name}", this::remove),
        Route.owner("POST", "/v1/skills/{name}/rollback", this::rollBack));
  }

  private Answer install(Call call) {
    if (!places.tryAcquire()) {
      throw new HttpFault(
          503, "Loqa", "reads " + MOST_PACKAGES + " packages already", "try again in a moment");
    }
    try {
      return installed(call);
    } finally {
      places.release();
    }
  }

  private Answer installed(Call call) {
    boolean plan = call.flag("plan", false);
    boolean yes = call.flag("yes", false);
    @Nullable String consent = matching(call, "consent", DIGEST, "the 64 digits of a plan");
    Optional<Offer> offered = offer(call);
    if (offered.isEmpty()) {
      return Answer.json(newest(call));
    }
    Offer offer = offered.get();
    if (plan) {
      return Answer.json(view(installer.plan(offer)));
    }
    Plan done = installer.install(offer, consent, yes).plan();
    Map<String, Object> body = view(done);
    body.put("installed", !done.nothing());
    return Answer.json(body);
  }

  /// What the body is, or by name what came with Loqa and does not run, else what the registries
  /// have; none: nothing newer is offered.
  private Optional<Offer> offer(Call call) {
    boolean upgrade = call.flag("upgrade", false);
    if (call.query("form").filter("registry"::equals).isEmpty()) {
      return Optional.of(
          new Offer(
              call.body(PackageLimits.PACKED, "the package"),
              call.header(SIGNATURE).orElse(null),
              form(call),
              upgrade,
              Owner.of(call)));
    }
    String name = named(call);
    String version = matching(call, "version", VERSION, "a version, as 1.0.0");
    String from = call.query("from").orElse(null);
    String by = Owner.of(call);
    Optional<Offer> shipped =
        from == null ? installer.shipped(name, version, upgrade, by) : Optional.empty();
    return shipped.isPresent()
        ? shipped
        : registries.find(new Wanted(name, version, from, upgrade, by));
  }

  private static String named(Call call) {
    String name = matching(call, "name", NAME, "a skill's name");
    if (name == null) {
      throw new HttpFault(400, "name", "is missing", "send the name of a skill");
    }
    return name;
  }

  /// The view of a plan for what runs and is the newest.
  private Map<String, Object> newest(Call call) {
    String name = named(call);
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("skill", name);
    view.put("version", versions.active(name).map(InstalledVersion::version).orElse(""));
    view.put("nothing", true);
    view.put("newest", true);
    view.put("need", "nothing");
    view.put("installed", false);
    return view;
  }

  private static Offer.Form form(Call call) {
    return switch (call.query("form").orElse("signed")) {
      case "signed" -> Offer.Form.SIGNED;
      case "dev" -> Offer.Form.DEV;
      case "original" -> Offer.Form.ORIGINAL;
      default ->
          throw new HttpFault(
              400, "form", "is none of signed, dev, original and registry", "send one of them");
    };
  }

  private static @Nullable String matching(Call call, String name, Pattern pattern, String form) {
    String value = call.query(name).orElse(null);
    if (value != null && !pattern.matcher(value).matches()) {
      throw new HttpFault(400, name, "is not usable", "send " + form);
    }
    return value;
  }

  private static Map<String, Object> view(Plan plan) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("skill", plan.skill());
    view.put("version", plan.version());
    view.put("digest", plan.digest());
    view.put("description", plan.description());
    view.put("author", plan.author());
    String from = plan.from();
    if (from != null) {
      view.put("from", from);
    }
    view.put("nothing", plan.nothing());
    view.put("need", plan.need().name().toLowerCase(Locale.ROOT));
    view.put("consent", plan.consent());
    view.put("text", plan.text());
    view.put("publisher", plan.publisher().sentence());
    view.put("publisher_kind", plan.publisher().kind());
    view.put("publisher_is_new", plan.publisher().isNew());
    view.put("warnings", plan.warnings());
    view.put("widened", plan.rights().widened().stream().map(Json::toMap).toList());
    view.put("narrowed", plan.rights().narrowed().stream().map(Json::toMap).toList());
    view.put("same", plan.rights().same().size());
    return view;
  }

  private static String name(Call call) {
    String name = call.part("name");
    if (!NAME.matcher(name).matches()) {
      throw new HttpFault(
          404, "the skill " + Quoted.of(name), "is none", "see /v1/skills for those that are");
    }
    return name;
  }

  private Answer one(Call call) {
    String name = name(call);
    return Answer.json(
        overview
            .one(name)
            .orElseThrow(() ->
                new HttpFault(
                    404,
                    "the skill " + Quoted.of(name),
                    "is not here",
                    "see /v1/skills for those that are")));
  }

  private Answer rollBack(Call call) {
    InstalledVersion now = installer.rollBack(name(call), Owner.of(call));
    return Answer.json(Map.of("skill", now.skill(), "version", now.version()));
  }

  private Answer remove(Call call) {
    String name = name(call);
    boolean purge = call.flag("purge", false);
    installer.remove(name, purge, Owner.of(call));
    return Answer.json(Map.of("skill", name, "removed", true, "purged", purge));
  }
}
