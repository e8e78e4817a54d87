/// Model files: what a file is ([dev.loqa.base.models.ModelFile]), and the folder in which a
/// machine keeps them ([dev.loqa.base.models.ModelFolder]). Begin with `ModelFolder`.
@NullMarked
package dev.loqa.base.models;

import org.jspecify.annotations.NullMarked;
