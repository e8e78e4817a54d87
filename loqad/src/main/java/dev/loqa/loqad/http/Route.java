package dev.loqa.loqad.http;

/// One operation of the API.
///
/// @param path with parameters as `{name}`
/// @param access who may call it
record Route(String method, String path, Access access, Action action) {
  /// Who may call.
  enum Access {
    /// Everybody who reaches the loopback address.
    OPEN,
    /// Who has the token or a signed-in browser.
    OWNER
  }

  /// What it does; runs on the request's virtual thread and may block within a deadline.
  @FunctionalInterface
  interface Action {
    Answer handle(Call call);
  }

  static Route open(String method, String path, Action action) {
    return new Route(method, path, Access.OPEN, action);
  }

  static Route owner(String method, String path, Action action) {
    return new Route(method, path, Access.OWNER, action);
  }
}
