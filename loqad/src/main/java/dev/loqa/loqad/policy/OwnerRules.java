package dev.loqa.loqad.policy;

import dev.loqa.base.config.ConfigSection;
import dev.loqa.base.config.ConfigSource;
import dev.loqa.base.config.NearMiss;
import dev.loqa.protocol.Quoted;
import dev.loqa.skillhost.manifest.Risk;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// The owner's policy: three lists of rules. A rule is `SERVICE ENTITY` (`unlock lock.*`) or the
/// subject of a message (`zigbee.siren`); a `*` stands for anything. The strictest rule that fits
/// counts; where none does, [DefaultRisks] do. At most [#MOST] rules a list.
///
/// @param pin what needs the PIN
/// @param confirm what needs a yes
/// @param none what needs nothing, though it would without this rule
public record OwnerRules(List<Rule> pin, List<Rule> confirm, List<Rule> none) {
  /// Rules of one list at most.
  public static final int MOST = 256;

  /// The owner has said nothing.
  public static final OwnerRules DEFAULT = new OwnerRules(List.of(), List.of(), List.of());

  private static final Pattern FORM = Pattern.compile("[a-zA-Z0-9_*.-]{1,128}");

  public OwnerRules {
    pin = List.copyOf(pin);
    confirm = List.copyOf(confirm);
    none = List.copyOf(none);
  }

  /// One rule.
  ///
  /// @param service of the thing, empty for a subject
  /// @param target the thing's id, or a subject
  public record Rule(String service, String target) {
    boolean fits(String what, String whom) {
      return like(service, what) && like(target, whom);
    }

    private static boolean like(String pattern, String text) {
      String[] parts = pattern.split("\\*", -1);
      int at = parts[0].length();
      if (!text.startsWith(parts[0])) {
        return false;
      }
      for (int i = 1; i < parts.length - 1; i++) {
        int found = text.indexOf(parts[i], at);
        if (found < 0) {
          return false;
        }
        at = found + parts[i].length();
      }
      String last = parts[parts.length - 1];
      return parts.length == 1
          ? text.length() == at
          : text.length() - last.length() >= at && text.endsWith(last);
    }
  }

  /// Reads the block `policy`.
  public static OwnerRules read(ConfigSection section, ConfigSource source) {
    return new OwnerRules(
        rules(
            "pin",
            "What needs the PIN: SERVICE ENTITY, or a subject; * is anything.",
            section,
            source),
        rules("confirm", "What needs a yes, written the same way.", section, source),
        rules("none", "What needs neither, though it would without this line.", section, source));
  }

  private static List<Rule> rules(
      String key, String doc, ConfigSection section, ConfigSource source) {
    List<Rule> rules = new ArrayList<>();
    for (String line : section.texts(key, List.of(), doc)) {
      String[] words = line.strip().split("\\s+", -1);
      Rule rule = words.length == 2 ? new Rule(words[0], words[1]) : new Rule("", words[0]);
      Optional<String> fault =
          words.length > 2 ? Optional.of("use SERVICE ENTITY, as unlock lock.*") : fault(rule);
      fault.ifPresent(wayOut -> source.fault("policy." + key, line, wayOut));
      if (fault.isEmpty()) {
        rules.add(rule);
      }
    }
    if (rules.size() > MOST) {
      source.fault("policy." + key, rules.size() + " rules", "use at most " + MOST);
    }
    return rules;
  }

  /// A rule that can fit nothing would protect nothing, so one that is nearly right is refused.
  private static Optional<String> fault(Rule rule) {
    boolean subject = rule.service().isEmpty();
    if (!FORM.matcher(rule.target()).matches()
        || (!subject && !FORM.matcher(rule.service()).matches())) {
      return Optional.of("use letters, digits, _ - . and *");
    }
    if (!rule.target().contains(".") && !rule.target().contains("*")) {
      return Optional.of(
          subject
              ? "use SERVICE ENTITY, as unlock lock.*, or a subject, as zigbee.siren"
              : "use an entity, as lock." + rule.target() + ", or a pattern, as lock.*");
    }
    if (subject) {
      return Optional.empty();
    }
    String kind = Thing.kind(rule.target());
    String rest = rule.target().substring(kind.length());
    return meant(rule.service(), Services.known())
        .or(() -> meant(kind, Services.kinds()).map(near -> near + rest))
        .map(near -> "did you mean " + Quoted.of(near) + "?");
  }

  private static Optional<String> meant(String word, Set<String> known) {
    return word.contains("*") || known.contains(word) ? Optional.empty() : NearMiss.of(word, known);
  }

  /// What the owner wants cleared before `service` is done to `entity`; empty: no rule fits.
  ///
  /// @param service empty: `entity` is a subject
  Optional<Risk> riskOf(String service, String entity) {
    if (pin.stream().anyMatch(rule -> rule.fits(service, entity))) {
      return Optional.of(Risk.PIN);
    }
    if (confirm.stream().anyMatch(rule -> rule.fits(service, entity))) {
      return Optional.of(Risk.CONFIRM);
    }
    return none.stream().anyMatch(rule -> rule.fits(service, entity))
        ? Optional.of(Risk.NONE)
        : Optional.empty();
  }
}
