package dev.loqa.skillhost.rights;

import dev.loqa.skillhost.manifest.Budgets;

/// What a skill's use is measured in.
enum Measure {
  MEMORY("memory_mib", Budgets.DEFAULT.memoryMib()) {
    @Override
    String words(long most) {
      return "use " + most + " MiB of memory";
    }
  },
  WALL("wall_ms", Budgets.DEFAULT.wallMillis()) {
    @Override
    String words(long most) {
      return "work for " + seconds(most) + " at a time";
    }
  },
  PUBLISHES("publish_per_min", Budgets.DEFAULT.publishPerMinute()) {
    @Override
    String words(long most) {
      return "send " + most + " messages a minute";
    }
  },
  PAYLOAD("payload_kib", Budgets.DEFAULT.payloadKib()) {
    @Override
    String words(long most) {
      return "send and keep pieces of " + most + " KiB";
    }
  },
  LOG("log_kib_per_min", Budgets.DEFAULT.logKibPerMinute()) {
    @Override
    String words(long most) {
      return "write " + most + " KiB to the log a minute";
    }
  },
  WEB_CALLS("http_per_min", Budgets.DEFAULT.httpPerMinute()) {
    @Override
    String words(long most) {
      return "make " + most + " web calls a minute";
    }
  },
  STORAGE("quota_kib", 256) {
    @Override
    String words(long most) {
      return "keep " + most + " KiB of data of its own";
    }
  },
  TIMERS("max_active", 32) {
    @Override
    String words(long most) {
      return "have " + most + (most == 1 ? " timer" : " timers") + " running";
    }
  };

  private final String key;
  private final long usual;

  Measure(String key, long usual) {
    this.key = key;
    this.usual = usual;
  }

  /// The manifest's word.
  String key() {
    return key;
  }

  /// What a manifest gets that does not say.
  long usual() {
    return usual;
  }

  /// The amount, as the end of "It may ...".
  abstract String words(long most);

  private static String seconds(long millis) {
    return millis % 1000 == 0 ? millis / 1000 + " s" : millis + " ms";
  }
}
