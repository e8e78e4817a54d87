package dev.loqa.edge.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/// The library's one environment of this process. Its natives are unpacked and loaded when it is
/// asked for first, about 150 ms.
final class OnnxRuntime {
  /// ONNX Runtime 1.29 matches the command line of the process with an expression that recurs for
  /// every character: some thousand of them, as a class path has, overflow a usual stack, and the
  /// process dies without a word. Of this only what is touched takes memory.
  private static final long STACK_BYTES = 64L << 20;

  private OnnxRuntime() {}

  /// @throws OnnxException when the library does not run on this machine
  static synchronized OrtEnvironment environment() {
    FutureTask<OrtEnvironment> task = new FutureTask<>(OnnxRuntime::create);
    Thread thread = Thread.ofPlatform().name("onnx-start").stackSize(STACK_BYTES).start(task);
    try {
      OrtEnvironment environment = task.get();
      thread.join();
      return environment;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new OnnxException("interrupted while ONNX Runtime starts", e);
    } catch (ExecutionException e) {
      throw new OnnxException("ONNX Runtime does not run on this machine: " + e.getCause(), e);
    }
  }

  private static OrtEnvironment create() {
    OrtEnvironment environment =
        OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, "loqa");
    try {
      environment.setTelemetry(false);
    } catch (OrtException e) {
      throw new OnnxException("telemetry cannot be switched off: " + OnnxModel.reason(e), e);
    }
    return environment;
  }
}
