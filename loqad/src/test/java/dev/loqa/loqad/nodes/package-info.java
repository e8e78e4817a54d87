@NullMarked
package dev.loqa.loqad.nodes;

import org.jspecify.annotations.NullMarked;
