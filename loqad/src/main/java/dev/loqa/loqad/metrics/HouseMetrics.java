package dev.loqa.loqad.metrics;

import dev.loqa.base.life.Part;
import dev.loqa.base.life.Parts;
import dev.loqa.bus.Bus;
import dev.loqa.loqad.nodes.NodeRegistry;
import dev.loqa.loqad.skills.SkillService;
import dev.loqa.loqad.store.EventStore;
import dev.loqa.loqad.store.Outbox;
import dev.loqa.skillhost.SkillHost;
import io.opentelemetry.api.metrics.Meter;
import java.nio.file.Path;
import java.time.InstantSource;

/// Everything that the house tells in numbers beside its turns, its timers and its bus, which tell
/// by themselves. Read when somebody asks for `/metrics`, and when the collector's period ends;
/// closing ends that, so that nobody reads what is being stopped.
public final class HouseMetrics implements Part {
  private final Parts parts = new Parts();

  /// What is told of.
  ///
  /// @param data the folder that everything is kept in
  /// @param pki the folder of the certificates
  public record Sources(
      Bus bus,
      NodeRegistry nodes,
      EventStore store,
      Outbox outbox,
      SkillService skills,
      SkillHost host,
      Path data,
      Path pki,
      InstantSource clock) {}

  private HouseMetrics() {}

  /// Begins to tell.
  public static HouseMetrics start(Sources of, Meter meter) {
    HouseMetrics metrics = new HouseMetrics();
    try {
      metrics.parts.add(NodeMetrics.watch(of.nodes(), meter));
      metrics.parts.add(StoreMetrics.watch(of.store(), of.outbox(), of.data(), meter));
      metrics.parts.add(SkillMetrics.watch(of.skills(), of.host(), meter));
      metrics.parts.add(CertificateMetrics.watch(of.pki(), of.clock(), meter));
      metrics.parts.add(BackupMetrics.watch(of.data(), of.clock(), meter));
      metrics.parts.add(DegradationMetrics.watch(of.bus(), meter));
      return metrics;
    } catch (RuntimeException e) {
      metrics.close();
      throw e;
    }
  }

  @Override
  public void close() {
    parts.close();
  }
}
