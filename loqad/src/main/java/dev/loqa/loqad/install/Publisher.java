package dev.loqa.loqad.install;

import dev.loqa.protocol.Quoted;
import java.util.List;
import java.util.Locale;

/// Who answers for a package, as far as this house knows.
public sealed interface Publisher {
  /// A sentence for the owner.
  String sentence();

  /// The case, for programs: `known`, `own`, `befriended`, `stranger`, `changed` or `nobody`.
  default String kind() {
    return getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }

  /// Whether the owner must agree to it, whatever the rights.
  boolean isNew();

  /// The key that signed the versions before.
  record Known(String fingerprint) implements Publisher {
    @Override
    public String sentence() {
      return "It is signed by the same key as before, " + fingerprint + ".";
    }

    @Override
    public boolean isNew() {
      return false;
    }
  }

  /// A key that came with this installation: its own, or the one of releases.
  record Own(String fingerprint, String label) implements Publisher {
    @Override
    public String sentence() {
      return "It is signed by " + label + ", " + fingerprint + ".";
    }

    @Override
    public boolean isNew() {
      return false;
    }
  }

  /// A key that answers for other skills here.
  record Befriended(String fingerprint, List<String> skills) implements Publisher {
    public Befriended {
      skills = List.copyOf(skills);
    }

    @Override
    public String sentence() {
      return "It is signed by the key of "
          + String.join(", ", skills)
          + ", which you have installed, "
          + fingerprint
          + ".";
    }

    @Override
    public boolean isNew() {
      return false;
    }
  }

  /// A key that this house has never seen.
  record Stranger(String fingerprint) implements Publisher {
    @Override
    public String sentence() {
      return "It is signed by a key that you have no skill of, "
          + fingerprint
          + ": compare it with what the publisher says.";
    }

    @Override
    public boolean isNew() {
      return true;
    }
  }

  /// Another key than the one whose packages may carry this name.
  record Changed(String before, String fingerprint) implements Publisher {
    @Override
    public String sentence() {
      return "It is signed by another key than before. Until now: "
          + before
          + ". This one: "
          + fingerprint
          + ". Somebody else may have taken the name: ask the publisher before you agree.";
    }

    @Override
    public boolean isNew() {
      return true;
    }
  }

  /// Nobody: a folder or an original's package, for development.
  record Nobody(String from) implements Publisher {
    @Override
    public String sentence() {
      return "Nobody has signed it ("
          + Quoted.of(from)
          + "): it is for development, and never trusted.";
    }

    @Override
    public boolean isNew() {
      return true;
    }
  }
}
