@NullMarked
package dev.loqa.loqad.policy;

import org.jspecify.annotations.NullMarked;
