/// Tests of where an edge process gets its models.
@NullMarked
package dev.loqa.edge.models;

import org.jspecify.annotations.NullMarked;
