/// The ears: sound on the bus becomes words on the bus.
///
/// Begin with [dev.loqa.edge.stt.SttService], which leases an utterance and follows it from the
/// first frame to the final transcript. [dev.loqa.edge.stt.Endpointer] decides when somebody has
/// finished speaking; a [dev.loqa.edge.stt.SpeechEngine] turns the sound into words.
@NullMarked
package dev.loqa.edge.stt;

import org.jspecify.annotations.NullMarked;
