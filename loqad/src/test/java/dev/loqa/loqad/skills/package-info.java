@NullMarked
package dev.loqa.loqad.skills;

import org.jspecify.annotations.NullMarked;
