/// How a command reaches a running Loqa, or starts one. Begin with [Instance] (which one), then
/// [Api] (asking it) and [Loqad] (starting it as a child).
@NullMarked
package dev.loqa.cli.api;

import org.jspecify.annotations.NullMarked;
