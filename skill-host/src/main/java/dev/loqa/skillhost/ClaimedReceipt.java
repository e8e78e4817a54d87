package dev.loqa.skillhost;

/// What a skill says it did. Nobody believes it before [Receipts#settle] has looked at the effect.
///
/// @param effect the number of the effect it stands on; 0 or less when there is none
public record ClaimedReceipt(String action, String target, int effect) {}
