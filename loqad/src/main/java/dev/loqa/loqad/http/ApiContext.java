package dev.loqa.loqad.http;

import dev.loqa.base.telemetry.Telemetry;
import dev.loqa.bus.Bus;
import dev.loqa.bus.roster.Enrollment;
import dev.loqa.loqad.Readiness;
import dev.loqa.loqad.config.LoqaConfig;
import dev.loqa.loqad.converse.Conversations;
import dev.loqa.loqad.home.Home;
import dev.loqa.loqad.install.Installer;
import dev.loqa.loqad.install.SkillOverview;
import dev.loqa.loqad.nodes.EdgeProcesses;
import dev.loqa.loqad.nodes.NodeRegistry;
import dev.loqa.loqad.registries.Registries;
import dev.loqa.loqad.secrets.SecretFolder;
import dev.loqa.loqad.skills.Alerts;
import dev.loqa.loqad.skills.SkillCatalog;
import dev.loqa.loqad.skills.SkillService;
import dev.loqa.loqad.store.EventStore;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/// The parts of the daemon that people and programs reach over HTTP.
public record ApiContext(
    LoqaConfig config,
    Path data,
    Bus bus,
    EventStore store,
    Conversations conversations,
    Supplier<SkillCatalog> catalog,
    SkillService skills,
    Home home,
    Alerts alerts,
    NodeRegistry nodes,
    EdgeProcesses edges,
    Optional<Enrollment> enrollment,
    Telemetry telemetry,
    Readiness readiness,
    Installer installer,
    SkillOverview overview,
    Registries registries,
    RandomGenerator random,
    SecretFolder secrets) {}
