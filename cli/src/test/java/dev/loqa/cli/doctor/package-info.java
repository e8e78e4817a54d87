@NullMarked
package dev.loqa.cli.doctor;

import org.jspecify.annotations.NullMarked;
