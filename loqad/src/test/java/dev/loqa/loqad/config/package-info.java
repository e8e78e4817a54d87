@NullMarked
package dev.loqa.loqad.config;

import org.jspecify.annotations.NullMarked;
