package dev.loqa.skillhost.rights;

import dev.loqa.skillhost.manifest.HttpRule;
import dev.loqa.skillhost.manifest.Manifest.HostVersion;
import dev.loqa.skillhost.manifest.Permission;
import dev.loqa.skillhost.manifest.Risk;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One thing that a skill may do. Two rights about the same thing ([#about]) differ in measure; a
/// new class of right is a new case here, and the compiler lists the work.
public sealed interface Right {
  /// What it is about, the same for both measures of one right: `budget:wall_ms`, `publish:x.y`.
  String about();

  /// What it lets the skill do, as the end of the sentence "It may ...".
  String words();

  /// Whether who has this right may already do all that `asked` is about.
  boolean covers(Right asked);

  /// Whether it is no more than any skill gets that only minds its own business: own data, own
  /// subjects, budgets as everybody's. What is not usual is never agreed to in passing.
  boolean usual(String skill);

  /// Sending to one subject.
  record Publish(String subject) implements Right {
    @Override
    public String about() {
      return "publish:" + subject;
    }

    @Override
    public String words() {
      return "send messages on " + subject + Subject.reach(subject);
    }

    @Override
    public boolean covers(Right asked) {
      return equals(asked);
    }

    @Override
    public boolean usual(String skill) {
      return subject.startsWith("skill." + skill + ".");
    }
  }

  /// Being called for the messages of one subject or pattern.
  record Subscribe(String pattern) implements Right {
    @Override
    public String about() {
      return "subscribe:" + pattern;
    }

    @Override
    public String words() {
      return "read the messages on " + pattern + Subject.reach(pattern);
    }

    @Override
    public boolean covers(Right asked) {
      return asked instanceof Subscribe other && Subject.within(pattern, other.pattern);
    }

    @Override
    public boolean usual(String skill) {
      return pattern.startsWith("skill." + skill + ".");
    }
  }

  /// A permission word.
  record Permitted(Permission permission) implements Right {
    @Override
    public String about() {
      return "permission:" + permission.word();
    }

    @Override
    public String words() {
      return permission.meaning();
    }

    @Override
    public boolean covers(Right asked) {
      return equals(asked);
    }

    @Override
    public boolean usual(String skill) {
      return switch (permission) {
        // What these reach stands in rights of their own.
        case BUS_PUBLISH, BUS_SUBSCRIBE, STORAGE_KV, TIMERS_SET -> true;
        case EVENT_STORE_READ, HTTP_CALL, SECRETS_USE -> false;
      };
    }
  }

  /// Calling web addresses with one method.
  ///
  /// @param path what the path must be or continue with whole segments
  /// @param lan the network of the house that the name must lead into; none: public addresses only
  /// @param risk what a person must agree to before each call
  record Web(
      String scheme,
      String host,
      int port,
      String method,
      String path,
      @Nullable String lan,
      Risk risk)
      implements Right {
    @Override
    public String about() {
      return "http:" + method + " " + scheme + "://" + host + ":" + port + path + " " + lan;
    }

    @Override
    public String words() {
      String network = lan;
      return "call "
          + method
          + " "
          + scheme
          + "://"
          + host
          + ":"
          + port
          + path
          + "..." // the path is a beginning
          + (network == null ? " on the internet" : " in your network " + network)
          + after(risk);
    }

    static String after(Risk risk) {
      return switch (risk) {
        case NONE -> "";
        case CONFIRM -> ", after your yes each time";
        case PIN -> ", after your PIN each time";
      };
    }

    /// Whether its rule has a say in what the other one's path is called for.
    boolean reaches(Web other) {
      return scheme.equals(other.scheme)
          && host.equals(other.host)
          && port == other.port
          && method.equals(other.method)
          && HttpRule.covers(path, other.path);
    }

    @Override
    public boolean covers(Right asked) {
      return asked instanceof Web other
          && reaches(other)
          // Another network is another neighbourhood, also when it is a smaller one.
          && Objects.equals(lan(), other.lan())
          && risk.coveredBy(other.risk);
    }

    @Override
    public boolean usual(String skill) {
      return false;
    }
  }

  /// Calling the one web server that the owner names in a setting. Naming another one is the
  /// owner's doing and needs no other right.
  ///
  /// @param first the server while the owner has named none; none: there is none then
  record NamedServer(String setting, String method, String path, @Nullable String first, Risk risk)
      implements Right {
    @Override
    public String about() {
      return "http:" + method + " {" + setting + "}" + path;
    }

    @Override
    public String words() {
      String known = first;
      return "call "
          + method
          + " "
          + path
          + "... on "
          + (known == null ? "" : known + ", or on ")
          + "the one server that you name in its setting "
          + setting
          + Web.after(risk);
    }

    @Override
    public boolean covers(Right asked) {
      return asked instanceof NamedServer other
          && setting.equals(other.setting)
          && method.equals(other.method)
          && HttpRule.covers(path, other.path)
          && (other.first() == null || Objects.equals(first(), other.first()))
          && risk.coveredBy(other.risk);
    }

    @Override
    public boolean usual(String skill) {
      return false;
    }
  }

  /// Having one of the household's secrets sent along.
  record Secret(String name) implements Right {
    @Override
    public String about() {
      return "secret:" + name;
    }

    @Override
    public String words() {
      return "send your secret " + name + " along with its web calls, without seeing it";
    }

    @Override
    public boolean covers(Right asked) {
      return equals(asked);
    }

    @Override
    public boolean usual(String skill) {
      return false;
    }
  }

  /// A measure of something used: a budget, a quota, a number of timers.
  record Amount(Measure measure, long most) implements Right {
    @Override
    public String about() {
      return "budget:" + measure.key();
    }

    @Override
    public String words() {
      return measure.words(most);
    }

    @Override
    public boolean covers(Right asked) {
      return asked instanceof Amount other && measure == other.measure && most >= other.most;
    }

    @Override
    public boolean usual(String skill) {
      return most <= measure.usual();
    }
  }

  /// Doing what an intent means when somebody asks for it.
  ///
  /// @param risk what is asked of the person first
  record Command(String intent, Risk risk) implements Right {
    @Override
    public String about() {
      return "intent:" + intent;
    }

    @Override
    public String words() {
      return "be told to do "
          + intent
          + switch (risk) {
            case NONE -> ", without asking back";
            case CONFIRM -> ", after your yes";
            case PIN -> ", after your PIN";
          };
    }

    @Override
    public boolean covers(Right asked) {
      return asked instanceof Command other
          && intent.equals(other.intent)
          && risk.coveredBy(other.risk);
    }

    @Override
    public boolean usual(String skill) {
      return true;
    }
  }

  /// Getting to read whatever a person says in the open place of a sentence.
  record OpenWords(String language, String sentence) implements Right {
    @Override
    public String about() {
      return "words:" + language + ":" + sentence;
    }

    @Override
    public String words() {
      return "read whatever you say in place of the words in { } of: " + sentence;
    }

    @Override
    public boolean covers(Right asked) {
      return equals(asked);
    }

    @Override
    public boolean usual(String skill) {
      // A sentence that is nothing but an open place would read everything that is said.
      return sentence.replaceAll("\\{[^}]*}", "").chars().anyMatch(Character::isLetter);
    }
  }

  /// Speaking one of the two host interfaces.
  record Interface(HostVersion version) implements Right {
    @Override
    public String about() {
      return "abi";
    }

    @Override
    public String words() {
      return switch (version) {
        case V1 ->
            "run by the first interface: sleep for up to an hour, and send before it has ended";
        case V2 -> "run by the second interface: nothing it does counts unless it ends well";
      };
    }

    @Override
    public boolean covers(Right asked) {
      return equals(asked);
    }

    @Override
    public boolean usual(String skill) {
      return version == HostVersion.V2;
    }
  }
}
