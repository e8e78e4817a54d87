package dev.loqa.edge.tts.kokoro;

import dev.loqa.base.life.Part;
import dev.loqa.base.life.Parts;
import dev.loqa.edge.tts.SpeechRequest;
import dev.loqa.edge.tts.Synthesis;
import dev.loqa.edge.tts.Synthesizer;
import dev.loqa.edge.tts.TtsException;
import dev.loqa.edge.tts.Voice;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The Kokoro engine. Piece by piece, text becomes phonemes and these become sound of 24 kHz; the
/// next piece is computed when the one before was handed out, so while that plays.
///
/// Thread-safe: texts are computed on the threads that ask, several at once, which share the
/// model's own threads. Owns the model and one espeak-ng process for each accent in use.
public final class KokoroSynthesizer implements Synthesizer {
  private static final Logger LOG = LoggerFactory.getLogger(KokoroSynthesizer.class);

  private final KokoroOptions options;
  private final Parts parts = new Parts();
  private final VoiceFiles files;
  private final KokoroModel model;
  private final Map<String, Lexicon> lexicons;
  private final Map<Accent, Pronunciation> pronunciations = new ConcurrentHashMap<>();
  private final SpokenPhrases phrases;
  private final Set<KokoroSynthesis> running = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  /// Loads model and voices.
  ///
  /// @throws TtsException when a file is missing, broken or something else, or a language has a
  ///   voice that is not there
  public KokoroSynthesizer(KokoroOptions options) {
    this.options = options;
    this.files = VoiceFiles.open(options.voiceFiles());
    this.lexicons = options.lexicon() == null ? Map.of() : Lexicon.read(options.lexicon());
    this.phrases = new SpokenPhrases(options.cacheKib() * 1_024L);
    options.voices().forEach(this::check);
    this.model = parts.add(KokoroModel.open(options.model(), options.computing()));
    if (model.wholeSpeed() && options.speed() != Math.rint(options.speed())) {
      LOG.atWarn()
          .addKeyValue("speed", options.speed())
          .log("this export of Kokoro takes whole speeds only, tts.kokoro.speed is rounded");
    }
  }

  @Override
  public String name() {
    return "kokoro";
  }

  /// The voices of the configured languages, then whatever else lies there.
  @Override
  public List<Voice> voices() {
    Map<String, Voice> voices = new LinkedHashMap<>();
    new TreeMap<>(options.voices())
        .forEach((language, voice) -> voices.putIfAbsent(voice, new Voice(voice, language)));
    for (String id : files.ids()) {
      Accent.ofVoice(id).ifPresent(a -> voices.putIfAbsent(id, new Voice(id, a.language())));
    }
    return List.copyOf(voices.values());
  }

  @Override
  public boolean speaks(SpeechRequest request) {
    return chosen(request).isPresent();
  }

  @Override
  public Synthesis begin(SpeechRequest request) {
    if (closed) {
      throw new TtsException("the Kokoro engine is closed: make a new one");
    }
    Chosen chosen =
        chosen(request)
            .or(() -> chosen(new SpeechRequest(request.text(), null, null)))
            .orElseThrow(() ->
                new TtsException(
                    "Kokoro has no voice for %s: name one under tts.kokoro.voices"
                        .formatted(options.defaultLanguage())));
    KokoroSynthesis synthesis =
        new KokoroSynthesis(
            model,
            new KokoroSynthesis.Speaker(
                chosen.voice(),
                files.voice(chosen.voice()),
                pronunciation(chosen.accent()),
                (float) options.speed()),
            phrases,
            request.text(),
            running::remove);
    running.add(synthesis);
    return synthesis;
  }

  @Override
  public void close() {
    closed = true;
    running.forEach(KokoroSynthesis::cancel);
    parts.close();
  }

  /// The bytes of sound that are kept of phrases.
  long phrasesBytes() {
    return phrases.bytes();
  }

  /// The voice asked for, else the language's own, else its main language's.
  private Optional<Chosen> chosen(SpeechRequest request) {
    String asked = request.voice();
    if (asked != null && files.has(asked)) {
      return Accent.ofVoice(asked).map(accent -> new Chosen(asked, accent));
    }
    String tag = request.language() == null ? options.defaultLanguage() : request.language();
    String exact = tag.toLowerCase(Locale.ROOT).replace('_', '-');
    String voice = options.voices().get(exact);
    if (voice == null) {
      voice = options.voices().get(Accent.primary(exact));
    }
    String found = voice;
    return found == null
        ? Optional.empty()
        : Accent.ofVoice(found).map(accent -> new Chosen(found, accent));
  }

  private void check(String language, String voice) {
    Accent accent =
        Accent.ofVoice(voice)
            .orElseThrow(() ->
                new TtsException(
                    "tts.kokoro.voices.%s is %s: use a voice whose name begins with a language that is known here, as af_ or bm_"
                        .formatted(language, voice)));
    if (!Accent.primary(accent.language()).equals(Accent.primary(language))) {
      throw new TtsException(
          "tts.kokoro.voices.%s is %s, which speaks %s: name a voice of that language"
              .formatted(language, voice, accent.language()));
    }
    files.voice(voice);
  }

  private Pronunciation pronunciation(Accent accent) {
    return pronunciations.computeIfAbsent(accent, this::pronouncing);
  }

  private Pronunciation pronouncing(Accent accent) {
    EspeakPhonemes espeak = new EspeakPhonemes(options.espeak(), accent.espeak());
    addPart(espeak);
    Lexicon own = lexicons.get(Accent.primary(accent.language()));
    Lexicon everywhere = lexicons.getOrDefault("", Lexicon.EMPTY);
    return new Pronunciation(accent, espeak, own == null ? everywhere : own);
  }

  private synchronized void addPart(Part part) {
    parts.add(part);
  }

  private record Chosen(String voice, Accent accent) {}
}
