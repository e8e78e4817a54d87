package dev.loqa.edge.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import dev.loqa.base.life.Part;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A loaded ONNX file. Many threads may compute at once, each in an [OnnxRun] of its own; they
/// share the weights and the library's threads. The file is read once: it may be replaced or
/// deleted afterwards.
///
/// Closing waits until the runs have ended, at most ten seconds: stop them first.
public final class OnnxModel implements Part {
  private static final Logger LOG = LoggerFactory.getLogger(OnnxModel.class);
  private static final int CLOSE_SECONDS = 10;

  private final Path file;
  private final OrtEnvironment environment;
  private final OrtSession session;
  private final List<Port> inputs;
  private final List<Port> outputs;

  /// Runs hold the read lock, so that the session does not go away below them.
  private final ReentrantReadWriteLock use = new ReentrantReadWriteLock();

  private boolean closed;

  private OnnxModel(Path file, OrtEnvironment environment, OrtSession session) throws OrtException {
    this.file = file;
    this.environment = environment;
    this.session = session;
    this.inputs = ports(session.getInputInfo().values());
    this.outputs = ports(session.getOutputInfo().values());
  }

  /// Loads a file.
  ///
  /// @param threads that compute one run together, at least 1; they do not spin while idle
  /// @throws OnnxException when there is no such file, or it is no model, or a broken one
  public static OnnxModel open(Path file, int threads) {
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      throw new OnnxException("there is no readable file");
    }
    try {
      OrtEnvironment environment = OnnxRuntime.environment();
      try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
        options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
        options.setIntraOpNumThreads(threads);
        options.setInterOpNumThreads(1);
        options.addConfigEntry("session.intra_op.allow_spinning", "0");
        // Every sentence has another length: patterns would be kept for each of them.
        options.setMemoryPatternOptimization(false);
        OrtSession session = environment.createSession(file.toString(), options);
        return new OnnxModel(file, environment, session);
      }
    } catch (OrtException e) {
      throw new OnnxException("it is no ONNX model, or only a part of one: " + reason(e), e);
    }
  }

  /// What the graph takes, in its order.
  public List<Port> inputs() {
    return inputs;
  }

  /// What the graph gives, in its order.
  public List<Port> outputs() {
    return outputs;
  }

  /// A new computation; close it.
  public OnnxRun begin() {
    return new OnnxRun(this);
  }

  @Override
  public void close() {
    boolean alone = false;
    try {
      alone = use.writeLock().tryLock(CLOSE_SECONDS, TimeUnit.SECONDS);
      if (!alone) {
        // Freed below a computation, the session would take the process with it.
        LOG.atWarn().addKeyValue("model", file).log("a model is still computing, it is left open");
      } else if (!closed) {
        closed = true;
        session.close();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (OrtException e) {
      LOG.atWarn().addKeyValue("model", file).setCause(e).log("a model did not close");
    } finally {
      if (alone) {
        use.writeLock().unlock();
      }
    }
  }

  OrtEnvironment environment() {
    return environment;
  }

  /// The session, until [#leave]; only between these two may it be used.
  OrtSession enter() {
    use.readLock().lock();
    if (closed) {
      use.readLock().unlock();
      throw new OnnxException(file.getFileName() + " is closed: open it again");
    }
    return session;
  }

  void leave() {
    use.readLock().unlock();
  }

  /// The library's words without its own places in front.
  static String reason(OrtException e) {
    String said = String.valueOf(e.getMessage());
    return said.replaceAll("^Error code - \\w+ - message: ", "").replaceAll("\\s+", " ").strip();
  }

  private static List<Port> ports(Collection<NodeInfo> nodes) {
    return nodes.stream().map(OnnxModel::port).toList();
  }

  private static Port port(NodeInfo node) {
    if (!(node.getInfo() instanceof TensorInfo tensor)) {
      return new Port(node.getName(), Port.Element.OTHER, 0);
    }
    Port.Element element =
        switch (tensor.type) {
          case FLOAT -> Port.Element.FLOAT;
          case INT32 -> Port.Element.INT32;
          case INT64 -> Port.Element.INT64;
          default -> Port.Element.OTHER;
        };
    return new Port(node.getName(), element, tensor.getShape().length);
  }
}
