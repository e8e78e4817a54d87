/// Models that the owner brings or fetches: begin with [ModelStore], which keeps them in the data
/// folder.
@NullMarked
package dev.loqa.cli.models;

import org.jspecify.annotations.NullMarked;
