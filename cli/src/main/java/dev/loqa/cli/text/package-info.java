/// What people see: tables, bars and turns as plain text. Pure, but for [Shell], which knows where
/// the text goes. Begin with [TurnText].
@NullMarked
package dev.loqa.cli.text;

import org.jspecify.annotations.NullMarked;
