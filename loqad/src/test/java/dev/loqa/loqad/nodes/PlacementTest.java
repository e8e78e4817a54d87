package dev.loqa.loqad.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loqa.loqad.nodes.NodeRegistry.NodeView;
import dev.loqa.protocol.MachineUse;
import dev.loqa.protocol.NodeHeartbeat;
import dev.loqa.protocol.NodeId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class PlacementTest {
  private static final Placement EDGE =
      new Placement(Preference.EDGE_FIRST, "core", Set.of(new NodeId("edge-tts")));
  private static final Placement CORE =
      new Placement(Preference.CORE_FIRST, "core", Set.of(new NodeId("edge-tts")));

  private static List<String> ranked(Placement placement, Node... nodes) {
    return placement.rank(views(nodes), "tts", Set.of()).stream().map(NodeId::value).toList();
  }

  private static List<NodeView> views(Node... nodes) {
    List<NodeView> views = new ArrayList<>();
    for (Node node : nodes) {
      views.add(node.view());
    }
    return views;
  }

  @Test
  void otherMachinesComeBeforeTheCoreOrAfterItAsTheOwnerPrefers() {
    Node child = Node.of("edge-tts");
    Node neighbour = Node.of("core-tts").on("core");
    Node kitchen = Node.of("kitchen").on("kitchen");

    assertThat(ranked(EDGE, child, neighbour, kitchen))
        .containsExactly("kitchen", "core-tts", "edge-tts");
    assertThat(ranked(CORE, kitchen, child, neighbour))
        .containsExactly("core-tts", "edge-tts", "kitchen");
  }

  @Test
  void oneThatIsBusyComesAfterOneWithRoom() {
    Node queue = Node.of("a").on("kitchen").waiting(2);
    Node hot = Node.of("b").on("hall").cpu(0.95);
    Node child = Node.of("edge-tts").cpu(0.4);

    assertThat(ranked(EDGE, queue, hot, child)).containsExactly("edge-tts", "b", "a");
  }

  @Test
  void theOneWithLessToDoComesFirst() {
    Node one = Node.of("a").on("kitchen").waiting(1);
    Node two = Node.of("b").on("hall").cpu(0.6);
    Node three = Node.of("c").on("bath").cpu(0.05);

    assertThat(ranked(EDGE, one, two, three)).containsExactly("c", "b", "a");
  }

  @Test
  void aBatteryIsSpared() {
    Node low = Node.of("a").on("kitchen").battery(15);
    Node full = Node.of("b").on("hall").battery(90);
    Node child = Node.of("edge-tts");

    assertThat(ranked(EDGE, low, full, child)).containsExactly("edge-tts", "b", "a");
  }

  @Test
  void oneThatLacksWhatIsWantedIsAskedLast() {
    Node german = Node.of("a").on("kitchen").waiting(1).can("tts.language.de");
    Node english = Node.of("b").on("hall").can("tts.language.en");

    assertThat(EDGE.rank(views(german, english), "tts", Set.of("tts.language.de")))
        .extracting(NodeId::value)
        .containsExactly("a", "b");
  }

  @Test
  void whoIsGoneDoesSomethingElseOrHasNoSubjectOfItsOwnIsNotAsked() {
    Node gone = Node.of("a").gone();
    Node listener = Node.of("b").as("stt");
    Node original = Node.of("c").capabilities(List.of("tts"));
    Node both = Node.of("d").as("stt+tts");

    assertThat(ranked(EDGE, gone, listener, original, both)).containsExactly("d");
  }

  @Test
  void theOrderDoesNotDependOnWhoWasHeardFirst() {
    List<Node> nodes = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      nodes.add(Node.of("n" + i).on("m" + i % 3).waiting(i % 2).cpu(i / 8.0));
    }
    List<String> first = ranked(EDGE, nodes.toArray(Node[]::new));
    Random random = new Random(1);
    for (int i = 0; i < 20; i++) {
      Collections.shuffle(nodes, random);
      assertThat(ranked(EDGE, nodes.toArray(Node[]::new))).isEqualTo(first);
    }
  }

  @Test
  void whereTheMachineIsNotKnownOnlyChildrenAreOfTheCore() {
    Placement unknown = new Placement(Preference.CORE_FIRST, null, Set.of(new NodeId("edge-tts")));

    assertThat(ranked(unknown, Node.of("a"), Node.of("edge-tts"))).containsExactly("edge-tts", "a");
  }

  private record Node(
      String id,
      String role,
      @Nullable String host,
      double cpu,
      int waiting,
      @Nullable Integer battery,
      List<String> capabilities,
      boolean present) {
    static Node of(String id) {
      return new Node(id, "tts", null, 0, 0, null, List.of("tts", NodeHeartbeat.ADDRESSED), true);
    }

    Node on(String other) {
      return new Node(id, role, other, cpu, waiting, battery, capabilities, present);
    }

    Node as(String other) {
      return new Node(id, other, host, cpu, waiting, battery, capabilities, present);
    }

    Node cpu(double share) {
      return new Node(id, role, host, share, waiting, battery, capabilities, present);
    }

    Node waiting(int depth) {
      return new Node(id, role, host, cpu, depth, battery, capabilities, present);
    }

    Node battery(int percent) {
      return new Node(id, role, host, cpu, waiting, percent, capabilities, present);
    }

    Node can(String capability) {
      return capabilities(List.of("tts", NodeHeartbeat.ADDRESSED, capability));
    }

    Node capabilities(List<String> all) {
      return new Node(id, role, host, cpu, waiting, battery, all, present);
    }

    Node gone() {
      return new Node(id, role, host, cpu, waiting, battery, capabilities, false);
    }

    NodeView view() {
      MachineUse machine =
          new MachineUse(
              host,
              cpu,
              4,
              null,
              null,
              null,
              null,
              null,
              battery == null ? "mains" : "battery",
              battery,
              List.of());
      NodeHeartbeat beat =
          new NodeHeartbeat(
              new NodeId(id),
              role,
              capabilities,
              0.1,
              1,
              1,
              0,
              List.of(role),
              waiting,
              Instant.EPOCH,
              machine);
      return new NodeView(new NodeId(id), role, capabilities, beat, 0, present);
    }
  }
}
