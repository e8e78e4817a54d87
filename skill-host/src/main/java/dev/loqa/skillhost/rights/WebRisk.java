package dev.loqa.skillhost.rights;

import dev.loqa.skillhost.manifest.Risk;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What a web call needs from a person, by all rules that reach its path: the strictest counts. So
/// a rule that goes can open what it guarded, though nothing was added. Pure.
final class WebRisk {
  private WebRisk() {}

  /// The places where a call that was agreed to would need less than it did.
  static Set<Right.Web> lowered(Rights agreed, Rights asked) {
    List<Right.Web> before = webs(agreed);
    List<Right.Web> after = webs(asked);
    Set<Right.Web> lowered = new LinkedHashSet<>();
    // Every path at which one of the rules begins: between them nothing changes.
    for (List<Right.Web> places : List.of(before, after)) {
      for (Right.Web place : places) {
        Optional<Right.Web> had = strictest(before, place);
        Optional<Right.Web> has = strictest(after, place);
        if (had.isPresent() && has.isPresent() && !had.get().risk().coveredBy(has.get().risk())) {
          lowered.add(at(place, has.get().risk()));
        }
      }
    }
    return lowered;
  }

  private static Right.Web at(Right.Web place, Risk risk) {
    return new Right.Web(
        place.scheme(),
        place.host(),
        place.port(),
        place.method(),
        place.path(),
        place.lan(),
        risk);
  }

  private static Optional<Right.Web> strictest(List<Right.Web> webs, Right.Web place) {
    return webs.stream()
        .filter(web -> web.reaches(place))
        .max(Comparator.comparing(Right.Web::risk));
  }

  private static List<Right.Web> webs(Rights rights) {
    return rights.all().stream()
        .filter(Right.Web.class::isInstance)
        .map(Right.Web.class::cast)
        .toList();
  }
}
