package dev.loqa.edge.stt;

import dev.loqa.base.life.Part;

/// One pair of ears: understands one utterance at a time.
///
/// Belongs to one thread: the thread that calls [#open] makes it ready for a grammar, feeds the
/// utterance and closes it. It is kept for many utterances, since making one costs more than using
/// it.
public interface Recognizer extends Part {
  /// Starts to listen for what `grammar` allows. A grammar that was not seen before is loaded
  /// first; the same one again costs nothing.
  ///
  /// @throws SttException when the grammar is faulty (the recognizer stays usable) or an utterance
  ///   is open
  Utterance open(Grammar grammar);
}
