package dev.loqa.loqad.web;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpVersion;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.apache.hc.core5.io.CloseMode;

/// HTTP/1.1 over a socket of our own, one connection a call. The socket goes to the address that
/// the guard pinned; the server's name stays the one of the URL, in `Host`, in SNI and in the check
/// of the certificate. No proxy, no cookies, no reuse, no redirects.
///
/// @param tls whose trust decides on servers' certificates
record SocketConnector(SSLSocketFactory tls) implements Connector {
  private static final Duration LONGEST_CONNECT = Duration.ofSeconds(5);
  private static final int LONGEST_LINE = 8_192;
  private static final int MOST_HEADERS = 100;
  private static final int MOST_INTERIM = 8;
  private static final Http1Config LIMITS =
      Http1Config.custom()
          .setMaxLineLength(LONGEST_LINE)
          .setMaxHeaderCount(MOST_HEADERS)
          .setMaxEmptyLineCount(2)
          .setVersion(HttpVersion.HTTP_1_1)
          .build();
  private static final Set<String> OF_THE_CONNECTION =
      Set.of(
          "connection",
          "keep-alive",
          "proxy-authenticate",
          "set-cookie",
          "set-cookie2",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade");

  /// One that trusts what this Java trusts.
  static SocketConnector usual() {
    return new SocketConnector((SSLSocketFactory) SSLSocketFactory.getDefault());
  }

  @Override
  public RawAnswer exchange(WebRequest request, List<InetAddress> pinned, int most, Duration limit)
      throws IOException {
    try (Socket plain = connect(pinned, request.address().port(), limit)) {
      plain.setSoTimeout(millis(limit));
      plain.setTcpNoDelay(true);
      if (!request.address().scheme().equals("https")) {
        return exchange(request, plain, plain, most);
      }
      try (SSLSocket secured = secured(plain, request)) {
        return exchange(request, plain, secured, most);
      }
    } catch (HttpException fault) {
      throw new IOException("the server's answer is no HTTP", fault);
    }
  }

  /// The first address that takes the connection; each gets its share of the time.
  private static Socket connect(List<InetAddress> pinned, int port, Duration limit)
      throws IOException {
    Duration share = limit.dividedBy(pinned.size() + 1L);
    Duration wait = share.compareTo(LONGEST_CONNECT) < 0 ? share : LONGEST_CONNECT;
    IOException last = new IOException("no address");
    for (InetAddress address : pinned) {
      Socket socket = new Socket(Proxy.NO_PROXY);
      try {
        socket.connect(new InetSocketAddress(address, port), millis(wait));
        return socket;
      } catch (IOException e) {
        socket.close();
        last = e;
      }
    }
    throw last;
  }

  private SSLSocket secured(Socket plain, WebRequest request) throws IOException {
    String host = request.address().host();
    SSLSocket socket = (SSLSocket) tls.createSocket(plain, host, request.address().port(), true);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    if (!Character.isDigit(host.charAt(host.length() - 1))) {
      parameters.setServerNames(List.of(new SNIHostName(host)));
    }
    parameters.setApplicationProtocols(new String[] {"http/1.1"});
    socket.setSSLParameters(parameters);
    socket.startHandshake();
    return socket;
  }

  private static RawAnswer exchange(WebRequest request, Socket plain, Socket socket, int most)
      throws IOException, HttpException {
    DefaultBHttpClientConnection connection = new DefaultBHttpClientConnection(LIMITS);
    try {
      if (socket instanceof SSLSocket secured) {
        connection.bind(secured, plain);
      } else {
        connection.bind(socket);
      }
      BasicClassicHttpRequest sent = written(request);
      connection.sendRequestHeader(sent);
      connection.sendRequestEntity(sent);
      connection.flush();
      return read(connection, request, answer(connection), most);
    } finally {
      // The polite way, and closing the response, would first read what is left of the answer.
      connection.close(CloseMode.IMMEDIATE);
    }
  }

  private static BasicClassicHttpRequest written(WebRequest request) {
    BasicClassicHttpRequest sent =
        new BasicClassicHttpRequest(request.method(), request.address().target());
    sent.setVersion(HttpVersion.HTTP_1_1);
    request.headers().forEach(sent::setHeader);
    sent.setHeader(HttpHeaders.HOST, request.address().authority());
    sent.setHeader(HttpHeaders.CONNECTION, "close");
    sent.setHeader(HttpHeaders.ACCEPT_ENCODING, "identity");
    if (!request.method().equals("GET") && !request.method().equals("HEAD")) {
      sent.setHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(request.body().length));
      sent.setEntity(new ByteArrayEntity(request.body(), null));
    }
    return sent;
  }

  private static ClassicHttpResponse answer(DefaultBHttpClientConnection connection)
      throws IOException, HttpException {
    for (int i = 0; i < MOST_INTERIM; i++) {
      ClassicHttpResponse response = connection.receiveResponseHeader();
      if (response.getCode() >= 200) {
        return response;
      }
    }
    throw new IOException("the server does not come to its answer");
  }

  private static RawAnswer read(
      DefaultBHttpClientConnection connection,
      WebRequest request,
      ClassicHttpResponse response,
      int most)
      throws IOException, HttpException {
    int status = response.getCode();
    byte[] body = {};
    boolean more = false;
    if (!request.method().equals("HEAD") && status != 204 && status != 304) {
      connection.receiveResponseEntity(response);
      HttpEntity entity = response.getEntity();
      if (entity != null) {
        InputStream content = entity.getContent();
        body = content.readNBytes(most);
        more = body.length == most && content.read() >= 0;
      }
    }
    return new RawAnswer(status, headers(response), body, more);
  }

  private static Map<String, String> headers(ClassicHttpResponse response) {
    Map<String, String> headers = new HashMap<>();
    for (Header header : response.getHeaders()) {
      String name = header.getName().toLowerCase(Locale.ROOT);
      String value = header.getValue();
      if (!OF_THE_CONNECTION.contains(name)) {
        headers.merge(name, value == null ? "" : value, (one, other) -> one + ", " + other);
      }
    }
    return headers;
  }

  private static int millis(Duration span) {
    return Math.toIntExact(Math.clamp(span.toMillis(), 1, Integer.MAX_VALUE));
  }
}
