package dev.loqa.loqad.config;

import dev.loqa.base.config.ConfigSection;
import dev.loqa.base.config.ConfigSource;
import dev.loqa.base.config.NearMiss;
import dev.loqa.base.telemetry.TelemetryConfig;
import dev.loqa.bus.LegacyDoorOptions;
import dev.loqa.loqad.converse.ConverseConfig;
import dev.loqa.loqad.home.assistant.HomeAssistantConfig;
import dev.loqa.loqad.nodes.PlacementConfig;
import dev.loqa.loqad.policy.OwnerRules;
import dev.loqa.loqad.store.Retention;
import dev.loqa.protocol.Ids;
import dev.loqa.protocol.NodeId;
import dev.loqa.protocol.PrivacyScope;
import dev.loqa.understanding.language.Languages;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Everything the operator may set of one loqad, checked as a whole.
///
/// @param homeAssistant the home behind it; empty: the demo home
/// @param placement where a stage is done when several machines can
/// @param services the edge processes that loqad starts itself
/// @param edges the blocks of the edge processes by kind, which those check themselves
public record LoqaConfig(
    Node node,
    Http http,
    BusBlock bus,
    Skills skills,
    OwnerRules policy,
    Store store,
    ConverseConfig router,
    TelemetryConfig telemetry,
    Optional<HomeAssistantConfig> homeAssistant,
    PlacementConfig placement,
    List<String> services,
    Map<String, Map<String, Object>> edges) {
  /// The kinds of edge process.
  public static final List<String> KINDS = List.of("stt", "tts", "llm", "satellite");

  private static final Pattern IP = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");

  public LoqaConfig {
    services = List.copyOf(services);
    edges = Map.copyOf(edges);
  }

  /// Who and where this is.
  public record Node(NodeId id, String name, ZoneId timezone, String language) {}

  /// Where people and programs reach it.
  ///
  /// @param port 0: any free one
  public record Http(String host, int port) {}

  /// How the processes talk.
  ///
  /// @param servers of an external bus; empty: a child of loqad
  /// @param pki folder of the certificates; empty: `pki` in the data folder
  /// @param host where the child listens
  /// @param port of the child; 0: any free one, kept
  /// @param names further ones of the child's certificate
  /// @param legacy the door for clients of the original; empty: closed
  public record BusBlock(
      List<String> servers,
      String pki,
      String host,
      int port,
      List<String> names,
      Optional<LegacyDoorOptions> legacy) {
    public BusBlock {
      servers = List.copyOf(servers);
      names = List.copyOf(names);
    }
  }

  /// Where skills are.
  ///
  /// @param folders each holding skill folders
  public record Skills(List<Path> folders) {
    public Skills {
      folders = List.copyOf(folders);
    }
  }

  /// What is remembered.
  public record Store(PrivacyScope mode, Duration persistentFor) {
    /// As the event store takes it.
    public Retention retention() {
      Retention defaults = Retention.defaults();
      return new Retention(mode, defaults.sessionIdle(), defaults.sessionGrace(), persistentFor);
    }
  }

  /// Reads and checks the whole file; a [dev.loqa.base.config.ConfigException] lists every problem.
  public static LoqaConfig read(ConfigSource source) {
    ConfigSection root = source.root();
    Node node = node(root.section("node"), source);
    Http http = http(root.section("http"));
    BusBlock bus = bus(root.section("bus"), source);
    Skills skills = skills(root.section("skills"));
    OwnerRules policy = OwnerRules.read(root.section("policy"), source);
    Store store = store(root.section("event_store"));
    ConverseConfig router = ConverseConfig.read(root.section("router"));
    TelemetryConfig telemetry = TelemetryConfig.read(root.section("telemetry"));
    Optional<HomeAssistantConfig> home =
        HomeAssistantConfig.read(root.section("home_assistant"), source);
    PlacementConfig placement = PlacementConfig.read(root.section("placement"));
    Map<String, Map<String, Object>> edges = new LinkedHashMap<>();
    KINDS.forEach(kind -> edges.put(kind, root.foreign(kind)));
    List<String> services = services(root);
    for (String service : services) {
      if (!KINDS.contains(service)) {
        source.fault("services", service, NearMiss.hint(service, KINDS));
      }
    }
    if (bus.legacy().isPresent()) {
      // Players of the original know no other form of sound.
      Map<String, Object> tts = new LinkedHashMap<>(edges.getOrDefault("tts", Map.of()));
      tts.putIfAbsent("original_audio", true);
      edges.put("tts", tts);
    }
    source.check();
    return new LoqaConfig(
        node, http, bus, skills, policy, store, router, telemetry, home, placement, services,
        edges);
  }

  /// A process for a language model is worth its memory only where there is one.
  private static List<String> services(ConfigSection root) {
    List<String> usual = new ArrayList<>(List.of("stt", "tts", "satellite"));
    if (!root.foreignText("llm", "engine", "none").equals("none")) {
      usual.add("llm");
    }
    return root.texts(
        "services", usual, "Edge processes that loqad starts itself; also llm with an llm.engine.");
  }

  private static Http http(ConfigSection section) {
    return new Http(
        section.oneOf(
            "host",
            "127.0.0.1",
            List.of("127.0.0.1", "localhost", "::1"),
            "Address to listen on; loopback only."),
        section.integer(
            "port", 0, 0, 65_535, "Port to listen on; 0: any free one, printed at start."));
  }

  private static BusBlock bus(ConfigSection section, ConfigSource source) {
    List<String> servers =
        section.texts(
            "servers",
            List.of(),
            "Addresses of an external bus, as tls://host:4222; none: loqad starts its own.");
    String host =
        section.text(
            "host",
            "127.0.0.1",
            "Where loqad's own bus listens; 0.0.0.0 or an address of this machine lets enrolled nodes reach it.");
    if (!IP.matcher(host).matches()) {
      source.fault("bus.host", host, "use 127.0.0.1, 0.0.0.0 or an address of this machine");
      host = "127.0.0.1";
    }
    return new BusBlock(
        servers,
        section.text("pki", "", "Folder with the certificates; empty: pki in the data folder."),
        host,
        section.integer(
            "port", 0, 0, 65_535, "Port of loqad's own bus; 0: any free one, kept from then on."),
        section.texts(
            "names", List.of(), "Further names and addresses of this machine in its certificate."),
        legacy(section.section("legacy"), servers.isEmpty(), source));
  }

  private static Optional<LegacyDoorOptions> legacy(
      ConfigSection section, boolean ownBus, ConfigSource source) {
    String host =
        section.text("host", "127.0.0.1", "Where the door for clients of the original listens.");
    int port =
        section.integer(
            "port", 0, 0, 65_535, "Its port, without TLS; 0: clients of the original stay out.");
    String token = section.secret("token", "What they show; at least 16 characters.");
    if (port == 0) {
      return Optional.empty();
    }
    if (!ownBus) {
      source.fault(
          "bus.legacy.port", port, "use 0 with bus.servers: the door belongs to loqad's own bus");
      return Optional.empty();
    }
    if (token.length() < LegacyDoorOptions.LEAST_TOKEN) {
      source.fault(
          "bus.legacy.token",
          "(" + token.length() + " characters)",
          "use at least " + LegacyDoorOptions.LEAST_TOKEN + " characters");
      return Optional.empty();
    }
    return Optional.of(new LegacyDoorOptions(host, port, token));
  }

  private static Skills skills(ConfigSection section) {
    List<String> folders =
        section.texts(
            "folders",
            List.of(),
            "Folders of skills that somebody works on; with one, those that come with Loqa are not installed.");
    return new Skills(folders.stream().map(Path::of).toList());
  }

  private static Node node(ConfigSection section, ConfigSource source) {
    String id = section.text("id", "loqad", "This node's name on the bus.");
    if (!Ids.valid(id)) {
      source.fault("node.id", id, "use 1 to 64 characters of A-Z a-z 0-9 _ -");
      id = "loqad";
    }
    String zone =
        section.text(
            "timezone", "", "The home's time zone, as Europe/Berlin; empty: the machine's.");
    String language =
        section.oneOf(
            "language",
            "en",
            Languages.tags(),
            "The language of words that come without one, and of what Loqa says by itself.");
    String name = section.text("name", "Loqa", "What this house calls it.");
    return new Node(new NodeId(id), name, zone(zone, source), language);
  }

  private static ZoneId zone(String name, ConfigSource source) {
    try {
      return name.isEmpty() ? ZoneId.systemDefault() : ZoneId.of(name);
    } catch (DateTimeException e) {
      source.fault("node.timezone", name, "use a name like Europe/Berlin");
      return ZoneId.systemDefault();
    }
  }

  private static Store store(ConfigSection section) {
    String mode =
        section.oneOf(
            "retention_mode",
            "persistent",
            List.of("ephemeral", "session", "persistent"),
            "How long anything may be kept at most.");
    int days =
        section.integer("retention_days", 365, 1, 36_500, "Days that persistent events are kept.");
    return new Store(PrivacyScope.of("scope." + mode), Duration.ofDays(days));
  }
}
