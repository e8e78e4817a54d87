@NullMarked
package dev.loqa.loqad.converse;

import org.jspecify.annotations.NullMarked;
