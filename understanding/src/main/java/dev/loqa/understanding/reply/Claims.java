package dev.loqa.understanding.reply;

import dev.loqa.understanding.language.Language;
import dev.loqa.understanding.language.Languages;
import java.util.regex.Pattern;

/// Whether a sentence claims that something was done, is being done or will be done in the house:
/// "I've turned on the light", "Done!", "Your timer is set". Only receipts may say so.
///
/// It knows the verbs of commands, not meaning: a claim in other words passes, and a harmless
/// sentence ("I have set foot in Rome") may be taken for one. Pure.
public final class Claims {
  private static final String VERBS =
      "(turn(ed|ing)?|switch(ed|ing)?|set(ting)?|start(ed|ing)?|stopp?(ed|ing)?|cancel(l?ed|l?ing)?"
          + "|add(ed|ing)?|remov(ed?|ing)|delet(ed?|ing)|lock(ed|ing)?|unlock(ed|ing)?"
          + "|open(ed|ing)?|clos(ed?|ing)|dimm?(ed|ing)?|creat(ed?|ing)|schedul(ed?|ing)"
          + "|play(ed|ing)?|paus(ed?|ing)|sen[dt]|sending|adjust(ed|ing)?|chang(ed?|ing)"
          + "|activat(ed?|ing)|deactivat(ed?|ing)|enabl(ed?|ing)|disabl(ed?|ing)|remind(ed|ing)?"
          + "|sav(ed?|ing)|updat(ed?|ing)|put|order(ed|ing)?|call(ed|ing)?|book(ed|ing)?)";

  private static final String DONE =
      "(turned|switched|set|started|stopped|cancell?ed|added|removed|deleted|locked|unlocked"
          + "|opened|closed|dimmed|created|scheduled|paused|sent|adjusted|activated|deactivated"
          + "|enabled|disabled|saved|on|off|open|running)";

  private static final Pattern ENGLISH =
      Pattern.compile(
          "^\\W*((ok(ay)?|sure|certainly|alright|all right|great|yes|right away)\\b\\W*)*"
              + "(done|all done|all set|consider it done|on it"
              + "|i('ve| have|'m| am|'ll| will| just)( just| now| already| successfully| also)* "
              + VERBS
              + "\\b.*"
              + "|i (just |now |already |successfully )*"
              + "(turned|switched|set|started|stopped|cancell?ed|added|removed|deleted|locked"
              + "|unlocked|opened|closed|dimmed|created|scheduled|played|paused|sent|adjusted"
              + "|changed|activated|deactivated|enabled|disabled|saved|updated|put|ordered|booked)\\b.*"
              + "|(turning|switching|setting|starting|stopping|adding|removing|locking|unlocking"
              + "|opening|closing|dimming|playing|cancell?ing)\\b.*"
              + "|your\\b.{0,60}?\\b(is|are|has been|have been|was|were)( now| already| all| just)* "
              + DONE
              + "\\b.*"
              + "|(the|an?|all|both|it|that|everything)\\b.{0,40}?\\b(is|are|has been|have been)"
              + "( now| already| all| just| successfully)* "
              + DONE
              + "( on| off| up| down| now| for you| successfully| to .{0,20})*"
              + "|(\\w+ ){1,4}(set|started|added|removed|cancell?ed|deleted|scheduled|created|locked"
              + "|unlocked|saved|sent)( successfully| for you| now)*)"
              + "\\W*$",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL);

  private static final Pattern GERMAN =
      Pattern.compile(
          "^\\W*((ok(ay)?|klar|gerne?|sicher|gut|ja|alles klar|sofort)\\b\\W*)*"
              + "(erledigt|fertig|gemacht|schon geschehen"
              + "|ich habe?\\b.*(ge(schaltet|stellt|setzt|startet|stoppt|löscht|öffnet|schlossen|sperrt"
              + "|sendet|schickt|speichert|ändert|dimmt)|\\w+ge(schaltet|stellt|setzt|fügt|schlossen"
              + "|sperrt|tragen|macht|legt|dreht)|erstellt|entfernt|gelöscht|geöffnet|aktiviert"
              + "|deaktiviert|abgebrochen|gestartet|gestoppt|verriegelt|entriegelt|hinzugefügt)"
              + "|ich (schalte|stelle|setze|starte|stoppe|lösche|öffne|schließe|sperre|sende|schicke|dimme"
              + "|erstelle|entferne|aktiviere|deaktiviere|erinnere|mache)\\b.*"
              + "|.{0,40}\\b(ist|sind|wurden?|läuft|laufen)\\b.*\\b(an|aus|ein|auf|zu|eingeschaltet"
              + "|ausgeschaltet|gestellt|gesetzt|gestartet|gestoppt|gelöscht|geöffnet|geschlossen|verriegelt"
              + "|entriegelt|aktiviert|deaktiviert|erstellt|entfernt|hinzugefügt|abgebrochen|gespeichert)"
              + "( worden)?)"
              + "\\W*$",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL);

  private Claims() {}

  /// Whether a sentence is such a claim.
  ///
  /// @param language a tag; a model may answer in English all the same, so that is looked for too
  public static boolean made(String sentence, String language) {
    String plain = sentence.replace('’', '\'').strip();
    boolean german = Languages.of(language).map(Language::code).orElse("en").equals("de");
    return ENGLISH.matcher(plain).matches() || (german && GERMAN.matcher(plain).matches());
  }
}
