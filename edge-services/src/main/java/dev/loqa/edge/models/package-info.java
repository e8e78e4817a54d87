/// The model files of an edge process: [dev.loqa.edge.models.ModelSource] turns what the
/// configuration says into a file that is here, fetching it from the house where need be.
@NullMarked
package dev.loqa.edge.models;

import org.jspecify.annotations.NullMarked;
