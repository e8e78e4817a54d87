/// Who is there: the processes of the house, started, watched and counted. Begin with
/// [NodeRegistry].
@NullMarked
package dev.loqa.loqad.nodes;

import org.jspecify.annotations.NullMarked;
