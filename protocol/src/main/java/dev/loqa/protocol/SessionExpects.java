package dev.loqa.protocol;

import java.util.Map;

/// A question is open in this session: what is said next may be one of these sentences, besides
/// everything else that can be said.
///
/// @param seconds for how long, 0 to 3,600; 0: the question is answered or dropped
/// @param lexicon the sentences, as in a [Vocabulary]; empty when `seconds` is 0
public record SessionExpects(SessionId sessionId, int seconds, Map<String, Object> lexicon)
    implements Message {
  private static final int LONGEST = 3_600;

  public SessionExpects {
    if (seconds < 0 || seconds > LONGEST) {
      throw new ProtocolException("seconds is " + seconds + ": use 0 to " + LONGEST);
    }
    lexicon = JsonValues.copy(lexicon);
  }
}
