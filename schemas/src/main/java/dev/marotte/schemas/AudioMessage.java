package dev.marotte.schemas;

/** A message from ingest about sound: one header, then units in order, then the end. A clip without sound has only the end. */
public sealed interface AudioMessage {
    SessionId session();

    /** Numbers the messages of the session from 0; makes the sink idempotent. */
    long sequence();

    /** @param setup codec-private data in the form muxers expect (AudioSpecificConfig, OpusHead) */
    record AudioHeader(SessionId session, AudioCodec codec, int sampleRate, int channels, Bytes setup)
            implements AudioMessage {
        @Override
        public long sequence() {
            return 0;
        }
    }

    /** One access unit. Its pts may be negative where the codec needs priming. */
    record AudioUnit(SessionId session, long sequence, Pts pts, long durationMicros, Bytes bytes)
            implements AudioMessage {}

    /** No unit follows. */
    record EndOfAudio(SessionId session, long sequence) implements AudioMessage {}

    /** Codecs that every supported container can carry unchanged. */
    enum AudioCodec {
        AAC,
        OPUS
    }
}
