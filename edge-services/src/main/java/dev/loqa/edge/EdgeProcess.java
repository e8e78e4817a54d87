package dev.loqa.edge;

import dev.loqa.base.life.Part;
import dev.loqa.base.life.Parts;
import dev.loqa.base.telemetry.Spans;
import dev.loqa.bus.Bus;
import dev.loqa.bus.Rehearsal;
import dev.loqa.edge.llm.LanguageModel;
import dev.loqa.edge.llm.LlmService;
import dev.loqa.edge.llm.WarmUp;
import dev.loqa.edge.models.ModelSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The services of one process on one bus. Made means started; a failed start closes what had
/// started.
final class EdgeProcess implements Part {
  private final Parts parts = new Parts();
  private final List<Running> services = new ArrayList<>();
  private @Nullable NodeAnnouncer announcer;

  private EdgeProcess() {}

  static EdgeProcess start(Bus bus, EdgeConfig config, List<Kind> kinds, Spans spans) {
    EdgeProcess process = new EdgeProcess();
    try {
      for (Kind kind : kinds) {
        Running service = service(bus, config, kind, spans);
        process.parts.add(service.part());
        process.services.add(service);
      }
      process.announcer =
          process.parts.add(
              NodeAnnouncer.start(
                  bus, config.node(), process.services, version(), Machine.own(config.models())));
      process.parts.add(Rehearsal.start());
    } catch (RuntimeException e) {
      process.close();
      throw e;
    }
    return process;
  }

  /// The process in traces and metrics: `loqa-edge-stt-tts`.
  static String name(List<Kind> kinds) {
    return kinds.stream().map(Kind::word).collect(Collectors.joining("-", "loqa-edge-", ""));
  }

  private static String version() {
    String version = EdgeProcess.class.getPackage().getImplementationVersion();
    return version == null ? "unreleased" : version;
  }

  List<Running> services() {
    return List.copyOf(services);
  }

  /// Whether nobody is heard or spoken to right now.
  boolean idle() {
    return services.stream().allMatch(service -> service.queueDepth().getAsInt() == 0);
  }

  /// Whether all services answer.
  boolean lives() {
    NodeAnnouncer beats = announcer;
    return beats != null && beats.lives();
  }

  @Override
  public void close() {
    parts.close();
  }

  private static Running service(Bus bus, EdgeConfig config, Kind kind, Spans spans) {
    return switch (kind) {
      case STT -> Hearing.start(bus, config, models(bus, config), spans);
      case TTS -> Speaking.start(bus, config, models(bus, config), spans);
      case LLM -> llm(bus, config);
      case SATELLITE -> Attending.start(bus, config, spans);
    };
  }

  private static ModelSource models(Bus bus, EdgeConfig config) {
    return new ModelSource(bus, config.models());
  }

  private static Running llm(Bus bus, EdgeConfig config) {
    LanguageModel model = config.model().start();
    LlmService service = LlmService.start(bus, model, config.llm());
    service.listenAs(config.node());
    List<String> capabilities =
        new ArrayList<>(List.of("llm", "llm.engine." + service.model().name()));
    config.llm().models().keySet().stream()
        .sorted()
        .forEach(tier -> capabilities.add("llm.tier." + tier.word()));
    Parts parts = new Parts();
    parts.add(service);
    parts.add(WarmUp.start(model, config.llm(), config.model().warmUp()));
    return new Running(Kind.LLM, parts, capabilities, service::queueDepth);
  }
}
