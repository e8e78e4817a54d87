package dev.loqa.bus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loqa.protocol.Role;
import dev.loqa.protocol.RoleTable;
import dev.loqa.protocol.Subjects;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Every role beside every row of the table, on the real server: what the row allows arrives, what
/// it does not allow is refused.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RightsCellsTest {
  /// What is in no row: nobody but loqad may.
  private static final List<String> CLOSED =
      List.of(
          "_INBOX.role-loqad.x",
          "loqa.events.loqad.turn",
          "audit.denied",
          "registry.x",
          "ctrl.reload",
          "anything.else");

  private static final String OF_ANOTHER = "ctrl.node.heartbeat.another";

  /// What the server itself answers, so that nobody else hears it.
  private static final Set<String> OF_THE_SERVER =
      Set.of(Subjects.MODELS_GET, "$JS.API.STREAM.DELETE.LOQA_EVENTS", "$JS.API.INFO");

  private static final Map<Role, String> NODES =
      Stream.of(Role.values())
          .collect(
              Collectors.toMap(
                  Function.identity(), role -> "role-" + role.name().toLowerCase(Locale.ROOT)));

  private NatsServer server;
  private NatsBus house;

  @BeforeAll
  void start(@TempDir Path folder) {
    server =
        NatsServer.start(
            NatsServerOptions.in(folder, "cells")
                .withNodes(
                    NODES.entrySet().stream()
                        .collect(
                            Collectors.toMap(
                                Map.Entry::getValue, entry -> Set.of(entry.getKey())))));
    house = NatsBus.connect(server.client(node(Role.LOQAD)));
  }

  @AfterAll
  void stop() {
    house.close();
    server.close();
  }

  private static String node(Role role) {
    return String.valueOf(NODES.get(role));
  }

  /// One subject of a row, as the role would use it: what has to be a node's own is its own.
  private static String literal(String subject, Role role) {
    return Subjects.SAID_BY_ONE_NODE.contains(subject)
            || Subjects.HEARD_BY_ONE_NODE.contains(subject)
        ? subject.replace("*", node(role))
        : subject.replace("*", "x");
  }

  @ParameterizedTest
  @EnumSource(Role.class)
  void maySayWhatItsRowsAllowAndNothingElse(Role role) throws Exception {
    Set<String> allowed = new TreeSet<>();
    Set<String> refused = new TreeSet<>();
    for (RoleTable.Row row : RoleTable.ROWS) {
      boolean may = role == Role.LOQAD || row.from().contains(role);
      (may ? allowed : refused).add(literal(row.subject(), role));
    }
    (role == Role.LOQAD ? allowed : refused).addAll(CLOSED);
    // All clients of the original together are one user and name their nodes as they like.
    (role == Role.LOQAD || role == Role.LEGACY ? allowed : refused).add(OF_ANOTHER);
    (role == Role.LOQAD ? allowed : refused)
        .addAll(OF_THE_SERVER.stream().filter(one -> !allowed.contains(one)).toList());
    BlockingQueue<BusEvent> events = new LinkedBlockingQueue<>();
    BlockingQueue<String> arrived = new LinkedBlockingQueue<>();
    try (NatsBus bus = NatsBus.connect(server.client(node(role)).withListener(events::add));
        Subscription _ = house.subscribe(">", delivery -> arrived.add(delivery.subject()))) {
      List<String> said = new ArrayList<>(allowed);
      said.addAll(refused);
      said.forEach(subject -> bus.publishRaw(subject, json(role)));
      settle(bus, role);
      house.publishRaw("cells.end", json(role));

      assertThat(denied(events, refused.size())).containsExactlyInAnyOrderElementsOf(refused);
      Set<String> heard = new TreeSet<>();
      for (String one = next(arrived); !one.equals("cells.end"); one = next(arrived)) {
        heard.add(one);
      }
      Set<String> expected = new TreeSet<>(allowed);
      expected.removeAll(OF_THE_SERVER);
      assertThat(heard).containsAll(expected);
      assertThat(refused).noneMatch(heard::contains);
    }
  }

  @ParameterizedTest
  @EnumSource(Role.class)
  void mayHearWhatItsRowsAllowAndNothingElse(Role role) throws Exception {
    BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    Set<String> expected = new TreeSet<>();
    try (NatsBus bus = NatsBus.connect(server.client(node(role)))) {
      List<Subscription> subscriptions = new ArrayList<>();
      for (RoleTable.Row row : RoleTable.ROWS) {
        String subject = ownLease(row.subject(), role);
        boolean may = role == Role.LOQAD || row.to().contains(role);
        assertThat(hears(bus, subject, heard, subscriptions))
            .as("%s hears %s", role, subject)
            .isEqualTo(may);
        if (may && !OF_THE_SERVER.contains(subject)) {
          expected.add(literal(subject, role));
        }
      }
      for (String closed :
          List.of(">", "_INBOX.role-stt.>", "loqa.events.>", "audit.*", "$SYS.>")) {
        boolean may =
            role == Role.LOQAD || (closed.equals("_INBOX.role-stt.>") && role == Role.STT);
        assertThat(hears(bus, closed, new LinkedBlockingQueue<>(), subscriptions))
            .as("%s hears %s", role, closed)
            .isEqualTo(may);
      }
      for (RoleTable.Row row : RoleTable.ROWS) {
        if (!OF_THE_SERVER.contains(row.subject())) {
          house.publishRaw(literal(row.subject(), role), json(role));
        }
      }
      Set<String> got = new TreeSet<>();
      while (!got.containsAll(expected)) {
        got.add(next(heard));
      }
      assertThat(got).isEqualTo(expected);
      subscriptions.forEach(Subscription::close);
    }
  }

  /// A node hears only of its own leases.
  private static String ownLease(String subject, Role role) {
    return Subjects.HEARD_BY_ONE_NODE.contains(subject) ? literal(subject, role) : subject;
  }

  private static boolean hears(
      NatsBus bus, String subject, BlockingQueue<String> heard, List<Subscription> subscriptions) {
    try {
      subscriptions.add(bus.subscribe(subject, delivery -> heard.add(delivery.subject())));
      return true;
    } catch (BusException.Denied e) {
      return false;
    }
  }

  /// Returns when the server has answered for all that was said on both connections: its refusals
  /// come before the answer to what is asked after them.
  private static void settle(NatsBus bus, Role role) {
    for (String subject : List.of("_INBOX." + node(role) + ".settle", "tts.audio.settle")) {
      hears(bus, subject, new LinkedBlockingQueue<>(), new ArrayList<>());
    }
  }

  /// What the server refused to carry, once it has refused so many; jnats tells it a little later
  /// than it knows.
  private static Set<String> denied(BlockingQueue<BusEvent> events, int many)
      throws InterruptedException {
    Set<String> denied = new TreeSet<>();
    while (denied.size() < many) {
      BusEvent event = events.poll(10, TimeUnit.SECONDS);
      if (event == null) {
        return denied;
      }
      if (event instanceof BusEvent.Denied(String operation, String subject)
          && operation.equals("publish")) {
        denied.add(subject);
      }
    }
    return denied;
  }

  private static String next(BlockingQueue<String> queue) throws InterruptedException {
    String one = queue.poll(10, TimeUnit.SECONDS);
    assertThat(one).as("a message within ten seconds").isNotNull();
    return String.valueOf(one);
  }

  private static byte[] json(Role role) {
    return ("{\"by\":\"" + role + "\"}").getBytes(StandardCharsets.UTF_8);
  }
}
