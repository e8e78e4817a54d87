@NullMarked
package dev.loqa.loqad;

import org.jspecify.annotations.NullMarked;
