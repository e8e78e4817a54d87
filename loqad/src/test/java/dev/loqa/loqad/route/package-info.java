@NullMarked
package dev.loqa.loqad.route;

import org.jspecify.annotations.NullMarked;
