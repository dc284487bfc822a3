package dev.marotte.schemas;

import dev.marotte.schemas.SessionOutput.FileOutput;
import dev.marotte.schemas.SessionOutput.PageOutput;
import dev.marotte.schemas.SessionOutput.PictureOutput;
import dev.marotte.schemas.SessionOutput.SegmentOutput;
import dev.marotte.schemas.SessionOutput.StreamOutput;
import dev.marotte.schemas.SessionSource.FileSource;
import dev.marotte.schemas.SessionSource.PictureSource;
import dev.marotte.schemas.SessionSource.PushSource;
import dev.marotte.schemas.SessionSource.PushedVoice;
import dev.marotte.schemas.SessionSource.RecordingSource;
import dev.marotte.schemas.SessionSource.StreamSource;
import dev.marotte.schemas.SessionSource.VoiceSource;

/** Maps {@link SessionSource} and {@link SessionOutput} to Avro and back. */
final class SourceMapping {
    private SourceMapping() {}

    static Object toAvro(SessionSource source) {
        return switch (source) {
            case FileSource(String path) -> new dev.marotte.schemas.avro.FileSource(path, false);
            case VoiceSource(String path) -> new dev.marotte.schemas.avro.FileSource(path, true);
            case PictureSource(String pattern) -> new dev.marotte.schemas.avro.PictureSource(pattern);
            case StreamSource(String address) -> new dev.marotte.schemas.avro.StreamSource(address);
            case PushSource() -> new dev.marotte.schemas.avro.PushSource(false);
            case PushedVoice() -> new dev.marotte.schemas.avro.PushSource(true);
            case RecordingSource(SessionId session, Pts from, Pts until) ->
                new dev.marotte.schemas.avro.RecordingSource(session.value(), from.micros(), until.micros());
        };
    }

    static SessionSource sourceFromAvro(Object source) {
        return switch (source) {
            case dev.marotte.schemas.avro.FileSource file ->
                file.getVoice() ? new VoiceSource(file.getPath()) : new FileSource(file.getPath());
            case dev.marotte.schemas.avro.PictureSource pictures -> new PictureSource(pictures.getPattern());
            case dev.marotte.schemas.avro.StreamSource stream -> new StreamSource(stream.getAddress());
            case dev.marotte.schemas.avro.PushSource push -> push.getVoice() ? new PushedVoice() : new PushSource();
            case dev.marotte.schemas.avro.RecordingSource recording ->
                new RecordingSource(
                        new SessionId(recording.getSession()),
                        new Pts(recording.getFromMicros()),
                        new Pts(recording.getUntilMicros()));
            default -> throw SharedMappings.unexpected(source);
        };
    }

    static Object toAvro(SessionOutput output) {
        return switch (output) {
            case FileOutput(String path, boolean overwrite) -> new dev.marotte.schemas.avro.FileOutput(path, overwrite);
            case PictureOutput(String pattern, boolean overwrite) ->
                new dev.marotte.schemas.avro.PictureOutput(pattern, overwrite);
            case StreamOutput(String address) -> new dev.marotte.schemas.avro.StreamOutput(address);
            case SegmentOutput(String path) -> new dev.marotte.schemas.avro.SegmentOutput(path);
            case PageOutput() -> new dev.marotte.schemas.avro.PageOutput();
        };
    }

    static SessionOutput outputFromAvro(Object output) {
        return switch (output) {
            case dev.marotte.schemas.avro.FileOutput file -> new FileOutput(file.getPath(), file.getOverwrite());
            case dev.marotte.schemas.avro.PictureOutput pictures ->
                new PictureOutput(pictures.getPattern(), pictures.getOverwrite());
            case dev.marotte.schemas.avro.StreamOutput stream -> new StreamOutput(stream.getAddress());
            case dev.marotte.schemas.avro.SegmentOutput segments -> new SegmentOutput(segments.getPath());
            case dev.marotte.schemas.avro.PageOutput _ -> new PageOutput();
            default -> throw SharedMappings.unexpected(output);
        };
    }
}
