package dev.loqa.understanding.reply;

import dev.loqa.understanding.language.Language;
import dev.loqa.understanding.language.Languages;
import java.util.Arrays;
import java.util.regex.Pattern;

/// Whether a sentence claims that something was done, is being done or will be done in the house:
/// "I've turned on the light", "Done!", "Your timer is set". Only receipts may say so.
///
/// It knows the verbs of commands, not meaning: a claim in other words passes, and a harmless
/// sentence ("I have set foot in Rome") may be taken for one. Of a sentence of several clauses each
/// is looked at for what the speaker says of themselves, so that "it is late, and I have locked the
/// door" is one too. Pure.
public final class Claims {
  /// What may stand before a claim, in both languages alike.
  private static final String OPENING =
      "((ok(ay)?|sure( thing)?|certainly|absolutely|definitely|of course|al(l |l)?right|great|perfect"
          + "|yes|yep|yeah|right away|no problem|no worries|got it|gotcha|you got it|understood|noted"
          + "|my pleasure|with pleasure|as you wish|(here|there) you (go|are)|good news|well|so|and|now"
          + "|klar|na klar|gerne?|sicher|gut|ja|alles klar|sofort|natürlich|selbstverständlich|super"
          + "|kein problem|in ordnung|mach(e)? ich|verstanden|prima|so|und|nun)\\b\\W*+)*+";

  private static final String VERBS =
      "(turn(ed|ing)?|switch(ed|ing)?|set(ting)?|start(ed|ing)?|stopp?(ed|ing)?|cancel(l?ed|l?ing)?"
          + "|add(ed|ing)?|remov(ed?|ing)|delet(ed?|ing)|lock(ed|ing)?|unlock(ed|ing)?"
          + "|open(ed|ing)?|clos(ed?|ing)|dimm?(ed|ing)?|creat(ed?|ing)|schedul(ed?|ing)"
          + "|play(ed|ing)?|paus(ed?|ing)|sen[dt]|sending|adjust(ed|ing)?|chang(ed?|ing)"
          + "|activat(ed?|ing)|deactivat(ed?|ing)|enabl(ed?|ing)|disabl(ed?|ing)|remind(ed|ing)?"
          + "|sav(ed?|ing)|updat(ed?|ing)|put|order(ed|ing)?|call(ing)?|book(ed|ing)?)";

  private static final String VERBS_PAST =
      "(turned|switched|set|started|stopped|cancell?ed|added|removed|deleted|locked|unlocked|opened"
          + "|closed|dimmed|created|scheduled|played|paused|sent|adjusted|changed|activated"
          + "|deactivated|enabled|disabled|saved|updated|put|ordered|booked)";

  private static final String DONE =
      "(turned|switched|set|started|stopped|cancell?ed|added|removed|deleted|locked|unlocked"
          + "|opened|closed|dimmed|created|scheduled|paused|sent|adjusted|activated|deactivated"
          + "|enabled|disabled|saved|on|off|open|running)";

  private static final String AT_ONCE =
      "( just| now| already| successfully| also| all|( go| gone| went| going) ahead and| going to)*";

  private static final String IS =
      "(('s|\\b(is|are|has been|have been|was|were))|\\bshould" + AT_ONCE + " be)";

  /// Things that are switched, set and played, by which a claim without a verb is known.
  private static final String THINGS =
      "(\\w+ ){0,3}(light|lamp|heating|thermostat|timer|alarm|reminder|blind|shutter|door|window|lock"
          + "|music|radio|tv|fan|plug|garage|gate)s?";

  /// What a speaker says they have done or are doing.
  private static final String I_DID =
      "(i('ve| have|'m| am)"
          + AT_ONCE
          + " "
          + VERBS
          + "\\b.*"
          + "|i('ve| have) got\\b.*\\b"
          + DONE
          + "\\b.*"
          + "|i"
          + AT_ONCE
          + " "
          + VERBS_PAST
          + "\\b.*)";

  private static final Pattern ENGLISH =
      pattern(
          "(done|all done|all set|consider it done|on it|you('re| are) all set"
              + "|(it|that|this|everything|all)('s| is| has been)?( all| now| already)*"
              + " (done|taken care of|sorted)( for you| now)*"
              + "|"
              + I_DID
              + "|i('ll| will)"
              + AT_ONCE
              + " "
              + VERBS
              + "\\b.*"
              + "|you('ll| will) be reminded\\b.*"
              + "|(turning|switching|setting|starting|stopping|adding|removing|locking|unlocking"
              // "Adding salt is optional" tells about the world: a claim has no other verb.
              + "|opening|closing|dimming|playing|cancell?ing)\\b(?!.*\\b(is|are|was|were|can|could"
              + "|may|might|would|should|must|has|have|takes?|requires?|needs?|makes?|helps?"
              + "|lowers?|raises?|means?|causes?)\\b).*"
              + "|consider (the|your|it|that|them)\\b.{0,40}?\\b(turned|switched|set|started|stopped"
              + "|cancell?ed|added|removed|locked|unlocked|opened|closed|dimmed|done)\\b.*"
              + "|your\\b.{0,60}?"
              + IS
              + AT_ONCE
              + " "
              + DONE
              + "\\b.*"
              + "|((the|an?|all|both|it|that|everything)\\b.{0,40}?|"
              + THINGS
              + " ?)"
              + "(('s|\\b(is|are|has been|have been))|\\bshould"
              + AT_ONCE
              + " be)"
              + AT_ONCE
              + " "
              + DONE
              + "( on| off| up| down| now| for you| successfully| to .{0,20})*"
              + "|"
              + THINGS
              + " (on|off|locked|unlocked|opened|closed)( now| for you)*"
              + "|(\\w+ ){0,3}(timer|alarm|reminder)s? (set|started|stopped|added|created)( .{0,40})?"
              + "|(\\w+ ){1,4}(set|started|added|removed|cancell?ed|deleted|scheduled|created|locked"
              + "|unlocked|saved|sent)( successfully| for you| now)*)");

  private static final String PARTICIPLE =
      "(ge(schaltet|stellt|setzt|startet|stoppt|löscht|öffnet|schlossen|sperrt|sendet|schickt"
          + "|speichert|ändert|dimmt)|\\w+ge(schaltet|stellt|setzt|fügt|schlossen|sperrt|tragen|macht"
          + "|legt|dreht)|erstellt|entfernt|gelöscht|geöffnet|aktiviert|deaktiviert|abgebrochen"
          + "|gestartet|gestoppt|verriegelt|entriegelt|hinzugefügt)";

  private static final String ICH_HABE =
      "((ich habe?|(\\S+ ){0,4}habe? ich)\\b.*" + PARTICIPLE + "|habe? ich (schon )?gemacht)";

  private static final Pattern GERMAN =
      pattern(
          "((alles |ist |wird |schon )*(erledigt|fertig|gemacht|geschehen)"
              + "|"
              + ICH_HABE
              + "|ich (schalte|stelle|setze|starte|stoppe|lösche|öffne|schließe|sperre|sende|schicke"
              + "|dimme|erstelle|entferne|aktiviere|deaktiviere|erinnere|mache)\\b.*"
              + "|.{0,40}(timer|wecker|musik)\\b.{0,10}\\bläuft\\b.{0,20}"
              + "|.{0,40}\\b(ist|sind|wurden?|läuft|laufen)\\b.*\\b(an|aus|ein|auf|zu|eingeschaltet"
              + "|ausgeschaltet|gestellt|gesetzt|gestartet|gestoppt|gelöscht|geöffnet|geschlossen"
              + "|verriegelt|entriegelt|aktiviert|deaktiviert|erstellt|entfernt|hinzugefügt"
              + "|abgebrochen|gespeichert)( worden)?)");

  private static final Pattern ENGLISH_CLAUSE = pattern(I_DID);
  private static final Pattern GERMAN_CLAUSE = pattern(ICH_HABE);

  private static final Pattern CLAUSES =
      Pattern.compile(
          "\\s*[,;:–—]\\s*(?:(?:and|but|so|then|und|aber|dann)\\s+)?"
              + "|\\s+(?:and|but|so|then|und|aber|dann)\\s+",
          Pattern.CASE_INSENSITIVE);

  /// Offers: what follows is done only when somebody asks for it.
  private static final Pattern OFFER =
      Pattern.compile(
          "^\\W*(if|when|whenever|once|should|wenn|falls|sobald)\\b.*",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private Claims() {}

  private static Pattern pattern(String claim) {
    return Pattern.compile(
        // Possessive: what was an opening is never tried as something else, so that this ends soon.
        "^\\W*+" + OPENING + claim + "\\W*$",
        Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL);
  }

  /// Whether a sentence is such a claim.
  ///
  /// @param language a tag; a model may answer in English all the same, so that is looked for too
  public static boolean made(String sentence, String language) {
    String plain =
        sentence.replace('’', '\'').replaceAll("[*_`#~]", "").replaceAll("\\s+", " ").strip();
    boolean german = Languages.of(language).map(Language::code).orElse("en").equals("de");
    if (ENGLISH.matcher(plain).matches() || (german && GERMAN.matcher(plain).matches())) {
      return true;
    }
    return !OFFER.matcher(plain).matches()
        && Arrays.stream(CLAUSES.split(plain))
            .anyMatch(clause ->
                ENGLISH_CLAUSE.matcher(clause).matches()
                    || (german && GERMAN_CLAUSE.matcher(clause).matches()));
  }
}
