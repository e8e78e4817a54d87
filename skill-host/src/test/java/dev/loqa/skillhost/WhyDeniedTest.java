package dev.loqa.skillhost;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loqa.skillhost.denials.Denial;
import dev.loqa.skillhost.denials.WhyDenied;
import dev.loqa.skillhost.denials.WhyDenied.Kind;
import dev.loqa.skillhost.manifest.Manifest;
import dev.loqa.skillhost.manifest.ManifestCheck;
import dev.loqa.skillhost.manifest.Permission;
import dev.loqa.skillhost.manifest.Risk;
import dev.loqa.skillhost.wasm.Code;
import dev.loqa.skillhost.wasm.V2Module;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Each kind of denial as the real host words it, explained.
@Timeout(120)
class WhyDeniedTest {
  private static final String PLAIN =
      HostFixture.v2(
          "t",
          "capabilities: {bus: {publish: [home.command], subscribe: [door.opened]}}",
          "permissions: [bus:publish, bus:subscribe, storage:kv, http:call, secrets:use]",
          "storage: {kv: true, quota_kib: 1}",
          "secrets: [token]",
          "http: {allow: [{host: ha.local, scheme: http, methods: [GET], path: /api/}]}",
          "intents: {t.run: {sentences: [run]}, t.open: {sentences: [open], risk: confirm}}",
          "budgets: {wall_ms: 60000}");
  private static final String POOR =
      HostFixture.v2("t", "intents: {t.run: {sentences: [run]}}", "budgets: {wall_ms: 60000}");

  @TempDir Path folder;
  private HostFixture fixture;

  @BeforeEach
  void start() {
    fixture = new HostFixture(folder);
  }

  @AfterEach
  void stop() {
    fixture.close();
  }

  private Manifest load(
      String manifest, Function<Grant, Grant> grant, Function<V2Module, Code> handle) {
    byte[] wasm = V2Module.handling(handle, "publish", "kv_put", "timer_list", "http", "log");
    SkillFolder read = SkillFolder.read(fixture.write("t", manifest, wasm));
    fixture.load(read, grant.apply(Grant.asAsked(read.manifest())));
    return read.manifest();
  }

  /// The only denial of a call, explained.
  private WhyDenied explained(
      String manifest, Function<Grant, Grant> grant, Function<V2Module, Code> handle) {
    Manifest read = load(manifest, grant, handle);
    fixture.call();
    assertThat(fixture.denied()).hasSize(1);
    Audit.DeniedCall denied = fixture.denied().getFirst();
    assertThat(denied.target()).isNotNull();
    WhyDenied why =
        WhyDenied.of(
            new Denial("t", denied.call(), denied.target(), denied.reason()),
            read,
            grant.apply(Grant.asAsked(read)));
    assertThat(why.risk()).endsWith(".");
    assertThat(why.wayOut()).endsWith(".");
    return why;
  }

  private static Code http(V2Module m, String request) {
    return m.call("http", request, V2Module.BUFFER, 256);
  }

  private static Grant permissions(Grant grant, Permission... permissions) {
    return new Grant(
        Set.of(permissions),
        grant.publish(),
        grant.subscribe(),
        grant.hosts(),
        grant.secrets(),
        grant.servers());
  }

  @Test
  void theManifestDoesNotAsk() {
    WhyDenied why = explained(POOR, all -> all, m -> m.call("kv_put", "a", "1"));

    assertThat(why.kind()).isEqualTo(Kind.NOT_ASKED);
    assertThat(why.line()).isEqualTo("skill.yaml: permissions: [\"storage:kv\"]");
    assertThat(why.risk()).isEqualTo("t could keep data of its own.");
    assertThat(why.wayOut()).contains("the owner agrees");
  }

  @Test
  void theOwnerHasNotAgreed() {
    WhyDenied why =
        explained(
            PLAIN,
            all -> permissions(all, Permission.BUS_PUBLISH),
            m -> m.call("kv_put", "a", "1"));

    assertThat(why.kind()).isEqualTo(Kind.NOT_GRANTED);
    assertThat(why.wayOut()).contains("install t again and agree");
  }

  @Test
  void noSkillMaySendThere() {
    WhyDenied why = explained(PLAIN, all -> all, m -> m.call("publish", "ctrl.x", "{}"));

    assertThat(why.kind()).isEqualTo(Kind.NEVER);
    assertThat(why.line()).isEmpty();
    assertThat(why.risk()).startsWith("No skill may");
  }

  @Test
  void theSubjectIsNotListed() {
    WhyDenied why = explained(PLAIN, all -> all, m -> m.call("publish", "skill.lock.open", "{}"));

    assertThat(why.kind()).isEqualTo(Kind.NOT_LISTED);
    assertThat(why.line())
        .isEqualTo("skill.yaml: capabilities: {bus: {publish: [skill.lock.open]}}");
    assertThat(why.risk()).contains("another skill's subject");
  }

  @Test
  void theOwnerHasNotGrantedTheSubject() {
    WhyDenied why =
        explained(
            PLAIN,
            all -> new Grant(all.permissions(), Set.of(), Set.of(), Set.of(), Set.of(), Set.of()),
            m -> m.call("publish", "home.command", "{}"));

    assertThat(why.kind()).isEqualTo(Kind.NOT_GRANTED);
  }

  @Test
  void theAddressIsNotListed() {
    WhyDenied why =
        explained(
            PLAIN,
            all -> all,
            m -> http(m, "{\"method\":\"POST\",\"url\":\"http://ha.local:81/api/x?q=1\"}"));

    assertThat(why.kind()).isEqualTo(Kind.NOT_LISTED);
    assertThat(why.line())
        .isEqualTo(
            "skill.yaml: http: {allow: [{host: ha.local, port: 81, scheme: http, methods: [POST], path: \"/api/x\"}]}");
    assertThat(
            ManifestCheck.check(fixture.write("line", poorWith(why.line()), new byte[0]))
                .problems())
        .isEmpty();
    assertThat(why.risk()).contains("could change things at ha.local");
  }

  /// The line, put into a manifest: it must be one that a manifest can have.
  private static String poorWith(String line) {
    return HostFixture.v2("t", "permissions: [http:call]", line.substring("skill.yaml: ".length()));
  }

  @Test
  void theOwnerHasNotGrantedTheHost() {
    WhyDenied why =
        explained(
            PLAIN,
            all -> new Grant(all.permissions(), Set.of(), Set.of(), Set.of(), Set.of(), Set.of()),
            m -> http(m, "{\"method\":\"GET\",\"url\":\"http://ha.local/api/x\"}"));

    assertThat(why.kind()).isEqualTo(Kind.NOT_GRANTED);
    assertThat(why.risk()).contains("read the answer");
  }

  @Test
  void theSecretIsNotListed() {
    WhyDenied why =
        explained(
            PLAIN,
            all -> all,
            m ->
                http(
                    m,
                    "{\"method\":\"GET\",\"url\":\"http://ha.local/api/x\",\"secret\":\"bank\"}"));

    assertThat(why.kind()).isEqualTo(Kind.NOT_LISTED);
    assertThat(why.line()).isEqualTo("skill.yaml: secrets: [bank]");
    assertThat(why.risk()).contains("act with your bank", "never sees it");
  }

  @Test
  void nobodySaidYes() {
    fixture.needs(Risk.CONFIRM);

    WhyDenied why = explained(PLAIN, all -> all, m -> m.call("publish", "home.command", "{}"));

    assertThat(why.kind()).isEqualTo(Kind.RISK);
    assertThat(why.line()).isEmpty();
    assertThat(why.risk()).contains("publish home.command", "without anybody having said yes");
  }

  private WhyDenied refused(SkillInvocation invocation, Manifest manifest) {
    assertThat(fixture.host().call(invocation)).isInstanceOf(Outcome.Denied.class);
    Outcome.Denied denied = (Outcome.Denied) fixture.host().call(invocation);
    return WhyDenied.of(
        new Denial("t", "invoke", invocation.subject(), denied.reason()),
        manifest,
        Grant.asAsked(manifest));
  }

  @Test
  void anIntentNeedsAYes() {
    Manifest manifest = load(PLAIN, all -> all, m -> Code.code().i32(0));

    WhyDenied why =
        refused(
            SkillInvocation.intent(fixture.id(), "t.open", Map.of(), HostFixture.NOW), manifest);

    assertThat(why.kind()).isEqualTo(Kind.RISK);
    assertThat(why.line()).isEqualTo("skill.yaml: intents: {t.open: {risk: none}}");
    assertThat(why.wayOut()).contains("answer yes");
  }

  @Test
  void thereIsNoSuchIntent() {
    Manifest manifest = load(PLAIN, all -> all, m -> Code.code().i32(0));

    WhyDenied why =
        refused(
            SkillInvocation.intent(fixture.id(), "t.dance", Map.of(), HostFixture.NOW), manifest);

    assertThat(why.kind()).isEqualTo(Kind.UNKNOWN_INTENT);
  }

  @Test
  void itDoesNotListen() {
    Manifest manifest = load(PLAIN, all -> all, m -> Code.code().i32(0));

    WhyDenied why = refused(fixture.message("t", "window.opened", "{}"), manifest);

    assertThat(why.kind()).isEqualTo(Kind.NOT_LISTED);
    assertThat(why.line())
        .isEqualTo("skill.yaml: capabilities: {bus: {subscribe: [window.opened]}}");
    assertThat(why.risk()).contains("see, every message on window.opened");
  }

  @Test
  void whatIsAllowedByNowSaysSo() {
    Manifest manifest = load(PLAIN, all -> all, m -> Code.code().i32(0));
    Denial old =
        new Denial("t", "publish", "home.command", "the owner has not granted this subject");

    assertThat(WhyDenied.of(old, manifest, Grant.asAsked(manifest)).kind())
        .isEqualTo(Kind.ALLOWED_NOW);
  }

  @Test
  void whatItDoesNotKnowIsToldInTheHostsWords() {
    Manifest manifest = load(PLAIN, all -> all, m -> Code.code().i32(0));

    WhyDenied why =
        WhyDenied.of(
            new Denial("t", "host", "", "the host failed: x"), manifest, Grant.asAsked(manifest));

    assertThat(why.kind()).isEqualTo(Kind.OTHER);
    assertThat(why.risk()).contains("the host failed: x");
    assertThat(WhyDenied.ofUnknown(new Denial("gone", "publish", "x", "y")).wayOut())
        .contains("Install the skill gone");
  }
}
