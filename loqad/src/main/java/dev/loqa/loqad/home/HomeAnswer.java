package dev.loqa.loqad.home;

import dev.loqa.understanding.reply.Phrases;

/// What became of a command.
public sealed interface HomeAnswer {
  /// It happened; the thing as it was read back afterwards.
  record Done(Entity readBack) implements HomeAnswer {}

  /// It did not happen, or nobody knows that it did.
  ///
  /// @param detail in the operator's words; may be empty
  record Refused(Fault fault, String detail) implements HomeAnswer {}

  /// Why a command has no proof.
  enum Fault {
    /// There is no such thing.
    UNKNOWN,
    /// The thing has no such service, or the data make no sense.
    CANNOT,
    /// Who keeps the home cannot be reached.
    UNREACHABLE,
    /// The thing itself cannot be reached.
    UNAVAILABLE,
    /// Nothing came back in time.
    SILENT,
    /// The command was taken, and the state is not what was wanted.
    UNCHANGED,
    /// It was turned down.
    TURNED_DOWN;

    /// Whether the thing may have acted all the same.
    public boolean mayHaveHappened() {
      return switch (this) {
        case UNKNOWN, CANNOT, UNREACHABLE, UNAVAILABLE, TURNED_DOWN -> false;
        case SILENT, UNCHANGED -> true;
      };
    }

    /// The reason in words for the person, as it stands after "that did not work for ...".
    public String words(String language) {
      Phrases phrases = Phrases.in(language);
      return switch (this) {
        case UNKNOWN -> phrases.noSuchThing();
        case CANNOT -> phrases.cannotDoThat();
        case UNREACHABLE -> phrases.homeUnreachable();
        case UNAVAILABLE -> phrases.thingUnreachable();
        case SILENT -> phrases.noAnswer();
        case UNCHANGED -> phrases.unchanged();
        case TURNED_DOWN -> phrases.turnedDown();
      };
    }
  }
}
