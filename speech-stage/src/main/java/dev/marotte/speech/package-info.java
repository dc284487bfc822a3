/**
 * The speech stage: sound of sessions without pictures becomes landmarks. {@link dev.marotte.speech.SpeechStage} gives each session to a
 * {@link dev.marotte.speech.SpeechWork}, whose {@link dev.marotte.speech.SpeechLoop} hears, moves a face and sends it.
 */
@NullMarked
package dev.marotte.speech;

import org.jspecify.annotations.NullMarked;
