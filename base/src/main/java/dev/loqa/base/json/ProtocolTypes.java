package dev.loqa.base.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import dev.loqa.protocol.Bytes;
import dev.loqa.protocol.EventId;
import dev.loqa.protocol.InvocationId;
import dev.loqa.protocol.Ledger;
import dev.loqa.protocol.NodeId;
import dev.loqa.protocol.PrivacyScope;
import dev.loqa.protocol.SessionId;
import dev.loqa.protocol.TurnId;
import java.io.IOException;
import java.util.Map;
import java.util.function.Function;

/// How the protocol's value types look in JSON.
final class ProtocolTypes extends SimpleModule {
  private static final long serialVersionUID = 1L;

  ProtocolTypes() {
    text(SessionId.class, SessionId::value, SessionId::new);
    text(TurnId.class, TurnId::value, TurnId::new);
    text(NodeId.class, NodeId::value, NodeId::new);
    text(InvocationId.class, InvocationId::value, InvocationId::new);
    text(EventId.class, EventId::value, EventId::new);
    text(PrivacyScope.class, PrivacyScope::wire, PrivacyScope::of);
    addSerializer(Bytes.class, new BytesWriter());
    addDeserializer(Bytes.class, new BytesReader());
    addSerializer(Ledger.class, new LedgerWriter());
  }

  private <T> void text(Class<T> type, Function<T, String> write, Function<String, T> read) {
    addSerializer(type, new TextWriter<>(type, write));
    addDeserializer(type, new TextReader<>(type, read));
  }

  private static final class TextWriter<T> extends StdSerializer<T> {
    private static final long serialVersionUID = 1L;
    private final transient Function<T, String> write;

    TextWriter(Class<T> type, Function<T, String> write) {
      super(type);
      this.write = write;
    }

    @Override
    public void serialize(T value, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      out.writeString(write.apply(value));
    }
  }

  private static final class TextReader<T> extends StdDeserializer<T> {
    private static final long serialVersionUID = 1L;
    private final transient Function<String, T> read;

    TextReader(Class<T> type, Function<String, T> read) {
      super(type);
      this.read = read;
    }

    @Override
    public T deserialize(JsonParser in, DeserializationContext context) throws IOException {
      return read.apply(_parseString(in, context, this));
    }
  }

  private static final class BytesWriter extends StdSerializer<Bytes> {
    private static final long serialVersionUID = 1L;

    BytesWriter() {
      super(Bytes.class);
    }

    @Override
    public void serialize(Bytes value, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      out.writeBinary(value.toArray());
    }
  }

  private static final class BytesReader extends StdDeserializer<Bytes> {
    private static final long serialVersionUID = 1L;

    BytesReader() {
      super(Bytes.class);
    }

    @Override
    public Bytes deserialize(JsonParser in, DeserializationContext context) throws IOException {
      return Bytes.wrap(in.getBinaryValue());
    }
  }

  private static final class LedgerWriter extends StdSerializer<Ledger> {
    private static final long serialVersionUID = 1L;

    LedgerWriter() {
      super(Ledger.class);
    }

    @Override
    public void serialize(Ledger value, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      out.writeStartObject();
      out.writeNumberField("total_ms", Math.round(value.totalMs() * 10) / 10.0);
      out.writeObjectFieldStart("stages");
      for (Map.Entry<String, Double> stage : value.toMap().entrySet()) {
        out.writeNumberField(stage.getKey(), stage.getValue());
      }
      out.writeEndObject();
      out.writeEndObject();
    }
  }
}
