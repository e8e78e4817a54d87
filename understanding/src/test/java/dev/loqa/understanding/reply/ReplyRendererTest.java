package dev.loqa.understanding.reply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loqa.understanding.SlotSpec;
import dev.loqa.understanding.UnderstandingException;
import java.io.File;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplyRendererTest {
  private static final ReplyRenderer RENDERER = new ReplyRenderer();

  @Test
  void saysDurationsOfSlotsInWords() {
    Map<String, SlotSpec> slots = Map.of("duration", SlotSpec.of(SlotSpec.DURATION));

    assertThat(
            RENDERER.render("Timer for {{ duration }} started.", Map.of("duration", 300L), slots))
        .isEqualTo("Timer for five minutes started.");
    assertThat(RENDERER.render("{{ duration_seconds / 60 }}", Map.of("duration", 300L), slots))
        .isEqualTo("5.0");
    assertThat(RENDERER.render("{{ left | spoken_duration }} left", Map.of("left", 4200L)))
        .isEqualTo("one hour and ten minutes left");
  }

  @Test
  void leavesOutWhatWasNotSaid() {
    assertThat(RENDERER.render("The {% if name %}{{ name }} {% endif %}timer is  set .", Map.of()))
        .isEqualTo("The timer is set.");
  }

  @Test
  void loopsAndLists() {
    Map<String, Object> values = Map.of("items", List.of("milk", "eggs", "bread"), "n", 21L);

    assertThat(RENDERER.render("{{ items | spoken_list }}", values))
        .isEqualTo("milk, eggs and bread");
    assertThat(RENDERER.render("{{ items | join(' ') }} {{ n | spoken_number }}", values))
        .isEqualTo("milk eggs bread twenty one");
    assertThat(
            RENDERER.render(
                "{% for i in items %}{{ i }}{% if not loop.last %}, {% endif %}{% endfor %}",
                values))
        .isEqualTo("milk, eggs, bread");
  }

  @Test
  void neverReadsValuesAsTemplates() {
    assertThat(RENDERER.render("{{ name }}", Map.of("name", "{{ 1 + 1 }}{% raw %}")))
        .isEqualTo("{{ 1 + 1 }}{% raw %}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{ name.getClass() }}", "{{ name.class }}", "{{ ''.class.forName('java.lang.Runtime') }}",
            "{{ file.delete() }}",
        "{{ file.path }}", "{{ name.repeat(100000000) }}", "{{ ____int3rpr3t3r____ }}",
            "{{ name|pprint }}",
        "{{ ____int3rpr3t3r____.getConfig() }}", "{{ file.getClass().getClassLoader() }}"
      })
  void givesNoWayToJava(String template) {
    String reply;
    try {
      reply = RENDERER.render(template, Map.of("name", "x", "file", new File("/tmp/none")));
    } catch (UnderstandingException e) {
      reply = "";
    }
    assertThat(reply).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{% for a in range(100) %}{% endfor %}{% include 'x' %}",
        "{% import 'x' as y %}",
        "{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}",
        "{% for a in l %}{% for b in l %}{% for c in l %}{% for d in l %}{% set q = 1 %}{% endfor %}{% endfor %}{% endfor %}{% endfor %}",
        "{% for a in l %}{% for b in l %}{% for c in l %}{{ a }}{{ b }}{{ c }}{% endfor %}{% endfor %}{% endfor %}",
        "{% if %}",
        "{% for %}",
        "{{ 1 + }}",
        "{% endif %}",
        "{{ x | nofilter }}",
        "{% nosuch %}"
      })
  void refusesWhatItMustNotDo(String template) {
    Map<String, Object> values = Map.of("x", 1L, "l", Collections.nCopies(50, 1L));

    assertThatThrownBy(() -> RENDERER.render(template, values))
        .isInstanceOf(UnderstandingException.class)
        .hasMessageContaining("reply template");
  }

  @Test
  void doesNotLetAValueGrowWithoutLimit() {
    String doubling =
        "{% set x = 'aaaaaaaaaaaaaaaa' %}" + "{% set x = x ~ x %}".repeat(40) + "{{ x | length }}";
    String replacing = "{{ 'aaaaaaaaaa'" + "|replace('a','aaaaaaaaaa')".repeat(40) + " | length }}";

    assertThat(RENDERER.render(replacing, Map.of())).isEqualTo("4000");
    assertThatThrownBy(() -> RENDERER.render(doubling, Map.of()))
        .isInstanceOf(UnderstandingException.class);
  }
}
