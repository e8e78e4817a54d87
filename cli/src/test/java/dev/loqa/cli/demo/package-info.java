@NullMarked
package dev.loqa.cli.demo;

import org.jspecify.annotations.NullMarked;
