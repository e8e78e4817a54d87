package dev.loqa.loqad.nodes;

import dev.loqa.base.files.PrivateFiles;
import dev.loqa.base.json.Json;
import dev.loqa.base.life.Part;
import dev.loqa.base.life.Parts;
import dev.loqa.base.log.OneLog;
import dev.loqa.base.process.Backoff;
import dev.loqa.base.process.Child;
import dev.loqa.base.process.ChildSpec;
import dev.loqa.base.process.JavaProgram;
import dev.loqa.base.process.Supervisor;
import dev.loqa.protocol.NodeId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The edge processes of this machine, each a child that is started again when it ends.
public final class EdgeProcesses implements Part {
  private static final Logger LOG = LoggerFactory.getLogger(EdgeProcesses.class);

  private static final Duration STOPPED = Duration.ofSeconds(10);
  private static final Duration GRACE = Duration.ofSeconds(5);

  /// Somebody may be waiting in the middle of a sentence: one that ran for a while is started again
  /// almost at once.
  private static final Backoff BACKOFF =
      new Backoff(Duration.ofMillis(50), Duration.ofSeconds(10), Duration.ofSeconds(5));

  private final Consumer<NodeId> ended;
  private final Map<String, Supervisor> supervisors = new LinkedHashMap<>();
  private final Parts running = new Parts();

  private EdgeProcesses(Consumer<NodeId> ended) {
    this.ended = ended;
  }

  /// Starts one child for each kind of `services`.
  ///
  /// @param run folder for the children's configuration files (JSON, which is YAML), mode 0700
  /// @param bus block `bus` of each child
  /// @param blocks a child's own block by kind
  /// @param shared further blocks that every child gets
  /// @param ended hears at once which node's process is no more; called by the supervisors' threads
  public static EdgeProcesses start(
      Path run,
      List<String> services,
      Map<String, Object> bus,
      Map<String, Map<String, Object>> blocks,
      Map<String, Object> shared,
      Consumer<NodeId> ended) {
    EdgeProcesses processes = new EdgeProcesses(ended);
    for (String kind : services) {
      Map<String, Object> config = new LinkedHashMap<>(shared);
      config.put("node", Map.of("id", node(kind).value()));
      config.put("bus", bus);
      config.put(kind, blocks.getOrDefault(kind, Map.of()));
      if (kind.equals("satellite")) {
        // What it says by itself is in the house's language.
        config.put("tts", blocks.getOrDefault("tts", Map.of()));
      }
      processes.add(kind, run.resolve("edge-" + kind + ".yaml"), config);
    }
    return processes;
  }

  /// The ids on the bus of those that it starts.
  public static Set<NodeId> nodes(List<String> services) {
    return services.stream().map(EdgeProcesses::node).collect(Collectors.toUnmodifiableSet());
  }

  private static NodeId node(String kind) {
    return new NodeId("edge-" + kind);
  }

  private void add(String kind, Path file, Map<String, Object> config) {
    try {
      PrivateFiles.write(file, Json.write(config));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    List<String> command =
        new ArrayList<>(
            JavaProgram.command(
                "edge", "dev.loqa.edge.EdgeMain", List.of(kind, "--config", file.toString())));
    command.addAll(1, whenItCrashes(file.resolveSibling("edge-" + kind + ".crash.log")));
    ChildSpec spec =
        ChildSpec.of(
                "edge-" + kind,
                command,
                // A child's line is a log line already.
                (stream, line) -> System.err.println(line))
            .withOnlyEnvironment(environment(kind));
    supervisors.put(
        kind,
        running.add(
            Supervisor.start(
                spec.name(),
                () -> Child.start(spec),
                BACKOFF,
                GRACE,
                state -> changed(kind, state))));
  }

  /// A fault in native code, as in a speech engine, leaves a report where a later one takes its
  /// place, and no image of the memory, in which speech lies.
  private static List<String> whenItCrashes(Path report) {
    return List.of("-XX:ErrorFile=" + report, "-XX:-CreateCoredumpOnCrash");
  }

  private static Map<String, String> environment(String kind) {
    Map<String, String> environment =
        new LinkedHashMap<>(ChildEnvironment.of(kind, System.getenv()));
    environment.putAll(JavaProgram.ENVIRONMENT);
    environment.put(OneLog.PROCESS, "edge-" + kind);
    return environment;
  }

  private void changed(String kind, Supervisor.State state) {
    if (state instanceof Supervisor.State.Waiting || state instanceof Supervisor.State.Stopped) {
      ended.accept(node(kind));
    }
    switch (state) {
      case Supervisor.State.Waiting waiting ->
          LOG.atWarn()
              .addKeyValue("process", "edge-" + kind)
              .addKeyValue("cause", waiting.cause())
              .addKeyValue("again_in_ms", waiting.pause().toMillis())
              .log("process ended");
      case Supervisor.State.Running now ->
          LOG.atInfo()
              .addKeyValue("process", "edge-" + kind)
              .addKeyValue("pid", now.pid())
              .log("process runs");
      case Supervisor.State.Starting _, Supervisor.State.Stopped _ ->
          LOG.atDebug().addKeyValue("process", "edge-" + kind).log("{}", state);
    }
  }

  /// The state of each child by kind.
  public Map<String, Supervisor.State> states() {
    Map<String, Supervisor.State> states = new LinkedHashMap<>();
    supervisors.forEach((kind, supervisor) -> states.put(kind, supervisor.state()));
    return states;
  }

  /// Stops all at once, so that a stop takes as long as the slowest and not as long as all.
  @Override
  public void close() {
    List<Thread> stopping = new ArrayList<>();
    supervisors.forEach((kind, supervisor) ->
        stopping.add(Thread.ofVirtual().name("stop-edge-" + kind).start(supervisor::close)));
    try {
      for (Thread thread : stopping) {
        thread.join(STOPPED);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    running.close();
  }
}
