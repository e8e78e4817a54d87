/// `loqa node`: lets other machines into the house. Begin with [NodeCommand]; [House] is where a
/// request is decided: a running Loqa, or the folder of an authority without one.
@NullMarked
package dev.loqa.cli.node;

import org.jspecify.annotations.NullMarked;
