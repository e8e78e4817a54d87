/// Turns from their words to their end: decide, act, speak, remember. Begin with [Conversations].
@NullMarked
package dev.loqa.loqad.converse;

import org.jspecify.annotations.NullMarked;
