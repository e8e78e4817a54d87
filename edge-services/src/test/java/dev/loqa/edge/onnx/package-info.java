/// Tests of neural networks, and the files that tests of engines need.
@NullMarked
package dev.loqa.edge.onnx;

import org.jspecify.annotations.NullMarked;
