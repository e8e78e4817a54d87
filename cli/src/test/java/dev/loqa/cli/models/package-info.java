@NullMarked
package dev.loqa.cli.models;

import org.jspecify.annotations.NullMarked;
