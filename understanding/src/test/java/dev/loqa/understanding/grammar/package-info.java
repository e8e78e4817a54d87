@NullMarked
package dev.loqa.understanding.grammar;

import org.jspecify.annotations.NullMarked;
