package dev.loqa.loqad.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One version of a skill that somebody installed and that is still there to go back to.
///
/// @param digest of its package, which is also the name of its folder
/// @param version as its manifest has it
/// @param publisher fingerprint of the key that signed it; none: a folder installed for development
/// @param active whether it is the one that runs
/// @param consent digest of the text that was agreed to; none: nothing had to be
/// @param by who installed it and agreed
/// @param note what an owner should know, for instance why Loqa went back to it
public record InstalledVersion(
    String skill,
    String digest,
    String version,
    @Nullable String publisher,
    boolean active,
    Instant installedAt,
    @Nullable String consent,
    String by,
    @Nullable String note) {}
