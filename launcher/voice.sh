# shellcheck shell=sh
# Voice without downloads: espeak-ng speaks, PocketSphinx with its English model listens. Both from packages.

espeak_find() {
  LOQA_ESPEAK=$(command -v espeak-ng 2>/dev/null) || return 1
}

# pocketsphinx_find: sets LOQA_SPHINX (the library) and LOQA_SPHINX_MODEL (the folder of the English model).
pocketsphinx_find() {
  LOQA_SPHINX='' LOQA_SPHINX_MODEL=''
  for sphinx_file in "$LOQA_SYSTEM"/usr/lib/*/libpocketsphinx.so.* "$LOQA_SYSTEM"/usr/lib/libpocketsphinx.so.* \
    "$LOQA_SYSTEM"/usr/local/lib/libpocketsphinx.* "$LOQA_SYSTEM"/opt/homebrew/lib/libpocketsphinx.*; do
    [ -e "$sphinx_file" ] && { LOQA_SPHINX=$sphinx_file; break; }
  done
  for sphinx_folder in "$LOQA_SYSTEM"/usr "$LOQA_SYSTEM"/usr/local "$LOQA_SYSTEM"/opt/homebrew; do
    [ -e "$sphinx_folder/share/pocketsphinx/model/en-us/en-us/mdef" ] \
      && { LOQA_SPHINX_MODEL=$sphinx_folder/share/pocketsphinx/model/en-us; break; }
  done
  [ -n "$LOQA_SPHINX" ] && [ -n "$LOQA_SPHINX_MODEL" ]
}

# Test fixtures in C are compiled to WebAssembly; the tests say what they leave out where this is missing.
wasm_find() {
  have clang && have wasm-ld && [ -d "$LOQA_SYSTEM/usr/include/wasm32-wasi" ]
}
