package dev.loqa.bus;

import dev.loqa.base.life.Part;

/// Interest in a subject. After [#close()] the handler is not called again; a call under way is
/// waited for, unless it is the handler that closes.
public interface Subscription extends Part {}
