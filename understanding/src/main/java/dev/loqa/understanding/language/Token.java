package dev.loqa.understanding.language;

/// One word of a sentence. `word` is in lower case as said, `key` is what literals are compared by
/// (no apostrophes, small numbers as digits), `start` and `end` are offsets in the sentence.
public record Token(String word, String key, int start, int end) {}
