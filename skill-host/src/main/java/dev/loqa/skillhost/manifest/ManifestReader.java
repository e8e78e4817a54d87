package dev.loqa.skillhost.manifest;

import dev.loqa.base.config.NearMiss;
import dev.loqa.base.config.YamlNode;
import dev.loqa.skillhost.manifest.Manifest.HostVersion;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Understands `skill.yaml` from top to bottom.
final class ManifestReader {
  private static final Pattern VERSION =
      Pattern.compile(
          "(0|[1-9][0-9]{0,8})(\\.(0|[1-9][0-9]{0,8})){2}(-[0-9A-Za-z.-]{1,32})?(\\+[0-9A-Za-z.-]{1,32})?");
  private static final Pattern PROSE = Pattern.compile(".{1,500}");
  private static final Pattern TAG = Pattern.compile("[a-z0-9-]{1,32}");
  private static final Pattern MODULE =
      Pattern.compile("(?!/)(?!.*(^|/)\\.{0,2}(/|$))[A-Za-z0-9._/-]{1,95}\\.wasm");
  private static final Pattern EXPORT = Pattern.compile("[A-Za-z_][A-Za-z0-9_.$-]{0,63}");
  private static final List<String> V2_ONLY =
      List.of(
          "intents",
          "responses",
          "lists",
          "http",
          "storage",
          "timers",
          "secrets",
          "config",
          "budgets");

  private final Findings findings;

  ManifestReader(Findings findings) {
    this.findings = findings;
  }

  /// The manifest; meaningful only if there was no problem.
  Manifest read(YamlNode tree, Map<String, ManifestCheck.Locale> locales) {
    Block top = new Block(findings, "", tree);
    Manifest.Metadata metadata = metadata(needed(top, "metadata"));
    Manifest.Code code = code(needed(top, "runtime"));
    boolean original = code.hostVersion() == HostVersion.V1;
    Set<Permission> permissions = permissions(top);
    RightsReader rights = new RightsReader(findings, metadata.name(), original, permissions);
    Block capabilities = top.block("capabilities");
    Manifest.Subjects subjects = rights.subjects(capabilities.block("bus"));
    Block kvBlock = capabilities.block("storage");
    boolean kv = kvBlock.flag("kv", permissions.contains(Permission.STORAGE_KV));
    kvBlock.end();
    boolean timers = capabilities.flag("timers", permissions.contains(Permission.TIMERS_SET));
    capabilities.end();
    Manifest.Surfaces surfaces = surfaces(top.block("surfaces"));
    if (original) {
      refuseV2(top);
    }
    Manifest.Storage storage = rights.storage(top.block("storage"), kv);
    Manifest.Timers timerRights = rights.timers(top.block("timers"), timers);
    Settings settings = new SettingsReader(findings).settings(top.block("config"));
    WebReader web = new WebReader(findings, permissions, settings);
    web.read(top.block("http"));
    List<String> secrets = rights.secrets(top);
    Budgets budgets = rights.budgets(top.block("budgets"));
    IntentReader intents = new IntentReader(findings, metadata.name());
    Map<String, SkillIntent> known = intents.intents(top.block("intents"));
    Map<String, Texts> texts = intents.texts(top, known, locales);
    top.end();
    return new Manifest(
        metadata,
        code,
        permissions,
        subjects,
        surfaces,
        known,
        web.rules(),
        web.servers(),
        storage,
        timerRights,
        secrets,
        settings,
        budgets,
        texts);
  }

  private static Block needed(Block top, String key) {
    if (!top.has(key)) {
      top.problem(key, "is missing", "add it: every skill has one");
    }
    return top.block(key);
  }

  private static Manifest.Metadata metadata(Block block) {
    String name = block.required("name", SkillName.FORM, SkillName.FORM_WORDS);
    if (SkillName.reserved(name)) {
      block.problem("name", "is " + name + ", which is reserved", "choose another name");
    }
    String version = block.required("version", VERSION, "use three numbers, for instance 1.0.0");
    String description = block.required("description", PROSE, "say in a sentence what it does");
    String author = block.required("author", PROSE, "name who answers for it");
    List<String> tags =
        block.texts("tags", 16).stream()
            .filter(tag -> {
              boolean fine = TAG.matcher(tag.text()).matches();
              if (!fine) {
                block.problem(
                    "tags", "has " + Findings.quoted(tag.text()), "use 1 to 32 of a-z 0-9 -");
              }
              return fine;
            })
            .map(Block.Line::text)
            .toList();
    block.end();
    return new Manifest.Metadata(name, version, description, author, tags);
  }

  private static Manifest.Code code(Block block) {
    block.required("mode", Pattern.compile("wasm"), "write wasm: it is the only mode");
    String module =
        block.required(
            "module",
            MODULE,
            "give the path of a .wasm file inside the skill's folder, for instance build/skill.wasm");
    @Nullable String entrypoint =
        block.optional("entrypoint", EXPORT, "give the name of an exported function");
    String version = block.required("host_version", Pattern.compile("v[12]"), "write v1 or v2");
    block.end();
    return new Manifest.Code(
        module, entrypoint, version.equals("v1") ? HostVersion.V1 : HostVersion.V2);
  }

  private Set<Permission> permissions(Block top) {
    Set<Permission> permissions = EnumSet.noneOf(Permission.class);
    for (Block.Line line : top.texts("permissions", 32)) {
      Optional<Permission> permission = Permission.of(line.text());
      if (permission.isEmpty()) {
        findings.problem(
            line.line(),
            "permissions",
            Findings.quoted(line.text()) + " is unknown",
            NearMiss.hint(line.text(), Permission.words()));
      } else if (!permissions.add(permission.get())) {
        findings.problem(
            line.line(),
            "permissions",
            line.text() + " stands here a second time",
            "keep one of them");
      }
    }
    return permissions;
  }

  private static Manifest.Surfaces surfaces(Block block) {
    Manifest.Surfaces surfaces =
        new Manifest.Surfaces(
            block.flag("voice", false),
            block.flag("display", false),
            block.flag("automations", false));
    block.end();
    return surfaces;
  }

  private static void refuseV2(Block top) {
    for (String key : V2_ONLY) {
      if (top.has(key)) {
        top.problem(
            key, "is not part of host_version v1", "write host_version: v2, or leave it out");
      }
    }
  }
}
