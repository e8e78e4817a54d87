/// Tests of where secrets are kept.
@NullMarked
package dev.loqa.loqad.secrets;

import org.jspecify.annotations.NullMarked;
