/// The program `loqa-edge`: ears, voice and model, each a service of its own. Begin with
/// [dev.loqa.edge.EdgeMain].
@NullMarked
package dev.loqa.edge;

import org.jspecify.annotations.NullMarked;
