@NullMarked
package dev.loqa.cli.api;

import org.jspecify.annotations.NullMarked;
