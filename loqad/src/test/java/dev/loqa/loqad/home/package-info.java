@NullMarked
package dev.loqa.loqad.home;

import org.jspecify.annotations.NullMarked;
