package dev.loqa.skillhost.abi;

import static java.util.Map.entry;

import dev.loqa.skillhost.engine.Signature;
import dev.loqa.skillhost.manifest.Manifest.HostVersion;
import java.util.Map;
import java.util.Optional;

/// Every function that a module may import, with its signature. What is not here is refused when
/// the module is loaded.
public final class AbiFunctions {
  /// The import modules' names.
  public static final String V1 = "env";

  public static final String V2 = "loqa_v2";
  public static final String WASI = "wasi_snapshot_preview1";

  private static final Map<String, String> ENV_V1 =
      Map.of("host_log", "ii:", "host_publish", "iiii:i", "abort", "iiii:");

  private static final Map<String, String> ENV_V2 = Map.of("abort", "iiii:");

  private static final Map<String, String> LOQA_V2 =
      Map.ofEntries(
          entry("log", "iii:i"),
          entry("publish", "iiii:i"),
          entry("reply", "ii:i"),
          entry("kv_get", "iiii:i"),
          entry("kv_put", "iiii:i"),
          entry("kv_delete", "ii:i"),
          entry("timer_set", "ii:i"),
          entry("timer_cancel", "ii:i"),
          entry("timer_list", "ii:i"),
          entry("http", "iiii:i"),
          entry("config_get", "iiii:i"),
          entry("random", "ii:i"),
          entry("take", "ii:i"),
          entry("now_ms", ":I"));

  private static final Map<String, String> WASI_P1 =
      Map.ofEntries(
          entry("args_get", "ii:i"),
          entry("args_sizes_get", "ii:i"),
          entry("environ_get", "ii:i"),
          entry("environ_sizes_get", "ii:i"),
          entry("clock_res_get", "ii:i"),
          entry("clock_time_get", "iIi:i"),
          entry("fd_advise", "iIIi:i"),
          entry("fd_allocate", "iII:i"),
          entry("fd_close", "i:i"),
          entry("fd_datasync", "i:i"),
          entry("fd_fdstat_get", "ii:i"),
          entry("fd_fdstat_set_flags", "ii:i"),
          entry("fd_fdstat_set_rights", "iII:i"),
          entry("fd_filestat_get", "ii:i"),
          entry("fd_filestat_set_size", "iI:i"),
          entry("fd_filestat_set_times", "iIIi:i"),
          entry("fd_pread", "iiiIi:i"),
          entry("fd_prestat_get", "ii:i"),
          entry("fd_prestat_dir_name", "iii:i"),
          entry("fd_pwrite", "iiiIi:i"),
          entry("fd_read", "iiii:i"),
          entry("fd_readdir", "iiiIi:i"),
          entry("fd_renumber", "ii:i"),
          entry("fd_seek", "iIii:i"),
          entry("fd_sync", "i:i"),
          entry("fd_tell", "ii:i"),
          entry("fd_write", "iiii:i"),
          entry("path_create_directory", "iii:i"),
          entry("path_filestat_get", "iiiii:i"),
          entry("path_filestat_set_times", "iiiiIIi:i"),
          entry("path_link", "iiiiiii:i"),
          entry("path_open", "iiiiiIIii:i"),
          entry("path_readlink", "iiiiii:i"),
          entry("path_remove_directory", "iii:i"),
          entry("path_rename", "iiiiii:i"),
          entry("path_symlink", "iiiii:i"),
          entry("path_unlink_file", "iii:i"),
          entry("poll_oneoff", "iiii:i"),
          entry("proc_exit", "i:"),
          entry("proc_raise", "i:i"),
          entry("random_get", "ii:i"),
          entry("sched_yield", ":i"),
          entry("sock_accept", "iii:i"),
          entry("sock_recv", "iiiiii:i"),
          entry("sock_send", "iiiii:i"),
          entry("sock_shutdown", "ii:i"));

  private AbiFunctions() {}

  /// The signature of an import, empty if there is none of that name for this version of the host.
  public static Optional<Signature> signature(HostVersion version, String module, String name) {
    Map<String, String> functions =
        switch (module) {
          case V1 -> version == HostVersion.V1 ? ENV_V1 : ENV_V2;
          case V2 -> version == HostVersion.V2 ? LOQA_V2 : Map.of();
          case WASI -> WASI_P1;
          default -> Map.of();
        };
    return Optional.ofNullable(functions.get(name)).map(Signature::new);
  }
}
