/// Secrets of skills by name: what the owner set, never shown again. Begin with [SecretFolder].
@NullMarked
package dev.loqa.loqad.secrets;

import org.jspecify.annotations.NullMarked;
