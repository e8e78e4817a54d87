@NullMarked
package dev.loqa.cli.age;

import org.jspecify.annotations.NullMarked;
