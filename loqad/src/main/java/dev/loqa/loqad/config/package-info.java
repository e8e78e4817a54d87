/// What the operator may set, each key with its default in one place. Begin with [LoqaConfig].
@NullMarked
package dev.loqa.loqad.config;

import org.jspecify.annotations.NullMarked;
