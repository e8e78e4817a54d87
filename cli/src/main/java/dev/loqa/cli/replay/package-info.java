/// Replay files: written turns with what is expected of them, played to a running Loqa and judged.
/// Begin with [ReplayFile] (reading), then [Player] (playing) and [ReplayReport] (judging). All but
/// the player is pure.
@NullMarked
package dev.loqa.cli.replay;

import org.jspecify.annotations.NullMarked;
