package dev.loqa.skill.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonTest {
  @Test
  void writesWhatItRead() {
    String text =
        "{\"a\":[1,-2.5,true,false,null,\"ä \\\"q\\\" \\\\ \\n \\u0001\"],\"b\":{},\"c\":[]}";

    assertThat(Json.parse(text).write()).isEqualTo(text);
  }

  @Test
  void readsSpacesEscapesAndExponents() {
    Json json = Json.parse(" { \"a\" : [ 1e3 , \"\\u00E9\\t\\/\" ] } ");

    assertThat(json.at("a").items()).containsExactly(new Json.Real("1e3"), new Json.Text("é\t/"));
    assertThat(json.at("a").items().getFirst().whole(0)).isEqualTo(1000);
  }

  @Test
  void keepsEveryDigitOfALongNumber() {
    assertThat(Json.parse("179000000012345678").whole(0)).isEqualTo(179_000_000_012_345_678L);
    assertThat(Json.parse("-9223372036854775808").write()).isEqualTo("-9223372036854775808");
    assertThat(Json.parse("9223372036854775807").whole(0))
        .isGreaterThan(9_223_372_036_854_774_000L);
  }

  @Test
  void givesTheFallbackForWhatIsMissingOrOfAnotherKind() {
    Json json = Json.parse("{\"a\":\"x\"}");

    assertThat(json.at("b").text("none")).isEqualTo("none");
    assertThat(json.at("a").whole(7)).isEqualTo(7);
    assertThat(json.at("a").at("deeper").isNull()).isTrue();
    assertThat(json.items()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[1,]",
        "{\"a\"}",
        "{\"a\":}",
        "{a:1}",
        "tru",
        "1 2",
        "\"\\x\"",
        "\"\\u12g4\"",
        "\"open",
        "[1 2]",
        "--1",
        "\"a\nb\"",
        "+"
      })
  void refusesWhatIsNoJson(String text) {
    assertThatThrownBy(() -> Json.parse(text))
        .isInstanceOf(JsonSyntaxException.class)
        .hasMessageContaining("JSON at character");
  }

  @Test
  void refusesNestingThatWouldUseUpTheStack() {
    assertThatThrownBy(() -> Json.parse("[".repeat(65) + "]".repeat(65)))
        .isInstanceOf(JsonSyntaxException.class)
        .hasMessageContaining("64 levels");
    assertThat(Json.parse("[".repeat(64) + "]".repeat(64)).items()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.5", "-0.1", "21.75", "1e-3", "123456.789E2", "-2.5e10", "0.000001"})
  void readsADecimalAsJavaDoes(String text) {
    assertThat(((Json.Real) Json.parse(text)).value()).isEqualTo(Double.parseDouble(text));
    assertThat(Json.parse(text).write()).isEqualTo(text);
  }

  @Test
  void readsWhatNoDoubleCanHoldWithoutAFault() {
    assertThat(((Json.Real) Json.parse("1e999999999999")).value()).isInfinite();
    assertThat(((Json.Real) Json.parse("1e-999999999999")).value()).isZero();
    assertThat(((Json.Real) Json.parse("0.12345678901234567890123")).value())
        .isCloseTo(0.12345678901234568, org.assertj.core.data.Offset.offset(1e-15));
  }

  @Test
  void writesADoubleWithSixDecimals() {
    assertThat(Json.Real.of(21.5).write()).isEqualTo("21.5");
    assertThat(Json.Real.of(-0.1).write()).isEqualTo("-0.1");
    assertThat(Json.Real.of(3).write()).isEqualTo("3");
    assertThat(Json.Real.of(1 / 3.0).write()).isEqualTo("0.333333");
    assertThat(Json.Real.of(Double.NaN).write()).isEqualTo("0");
  }
}
