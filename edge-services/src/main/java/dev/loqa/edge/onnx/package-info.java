/// Neural networks in ONNX files, computed by ONNX Runtime. Begin with
/// [dev.loqa.edge.onnx.OnnxModel].
///
/// The only package that imports the library: its tensors, sessions and exceptions end here.
/// Nothing native is loaded before the first model is opened.
@NullMarked
package dev.loqa.edge.onnx;

import org.jspecify.annotations.NullMarked;
