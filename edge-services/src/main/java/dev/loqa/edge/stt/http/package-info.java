/// The engine for those who run a recognizer elsewhere: a server that speaks OpenAI's transcription
/// API (`POST /v1/audio/transcriptions`), such as speaches, whisper.cpp's server, vLLM or OpenAI.
///
/// Begin with [dev.loqa.edge.stt.http.HttpEngine]. The sound of an utterance leaves this process
/// when the utterance is over; [dev.loqa.edge.stt.http.TranscriptionServer] bounds how long that
/// may take and how much may come back.
@NullMarked
package dev.loqa.edge.stt.http;

import org.jspecify.annotations.NullMarked;
