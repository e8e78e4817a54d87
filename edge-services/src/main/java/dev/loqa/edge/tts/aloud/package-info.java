/// How written text is read aloud: numbers, times, dates, money, units and abbreviations in words.
/// Begin with [dev.loqa.edge.tts.aloud.ReadAloud].
@NullMarked
package dev.loqa.edge.tts.aloud;

import org.jspecify.annotations.NullMarked;
