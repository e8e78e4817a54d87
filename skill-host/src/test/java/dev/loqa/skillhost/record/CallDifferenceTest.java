package dev.loqa.skillhost.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CallDifferenceTest {
  private static List<RecordedCall> calls(String... keys) {
    return List.of(keys).stream().map(CallDifferenceTest::call).toList();
  }

  private static RecordedCall call(String key) {
    return new RecordedCall("loqa_v2.kv_get", List.of(RecordedCall.bytes(key)), -1, null, null);
  }

  private static List<String> differences(List<RecordedCall> was, List<RecordedCall> is) {
    return CallDifference.between(was, is, Map.of()).stream()
        .map(d -> d.index() + " " + d.expected() + " " + d.got())
        .toList();
  }

  @Test
  void sameCallsHaveNone() {
    assertThat(differences(calls("a", "b"), calls("a", "b"))).isEmpty();
    assertThat(differences(List.of(), List.of())).isEmpty();
  }

  @Test
  void aCallMoreMovesNothingElse() {
    assertThat(differences(calls("a", "b", "c"), calls("a", "x", "b", "c")))
        .containsExactly("2 null kv_get(\"x\")");
  }

  @Test
  void aCallLessMovesNothingElse() {
    assertThat(differences(calls("a", "b", "c", "d"), calls("a", "d")))
        .containsExactly("2 kv_get(\"b\") null", "3 kv_get(\"c\") null");
  }

  @Test
  void aCallInsteadOfAnotherIsOneDifference() {
    assertThat(differences(calls("a", "b", "c"), calls("a", "x", "c")))
        .containsExactly("2 kv_get(\"b\") kv_get(\"x\")");
  }

  @Test
  void changesAtBothEndsAreFound() {
    assertThat(differences(calls("a", "b", "c"), calls("b", "c", "d")))
        .containsExactly("1 kv_get(\"a\") null", "4 null kv_get(\"d\")");
  }

  @Test
  void longSequencesAreComparedPlaceByPlace() {
    List<RecordedCall> was = new ArrayList<>();
    List<RecordedCall> is = new ArrayList<>();
    for (int i = 0; i < 4_000; i++) {
      was.add(call("was" + i));
      is.add(call(i == 2_000 ? "was2000" : "is" + i));
    }
    was.add(call("left"));

    List<String> found = differences(was, is);

    assertThat(found).hasSize(4_000).last().isEqualTo("4001 kv_get(\"left\") null");
  }
}
