package dev.marotte.ingest;

import dev.marotte.ingest.ClipFacts.Soundtrack;
import dev.marotte.ingest.Media.Completeness;
import dev.marotte.schemas.AudioMessage;
import dev.marotte.schemas.AudioMessage.AudioCodec;
import dev.marotte.schemas.Bytes;
import dev.marotte.schemas.FrameMessage;
import dev.marotte.schemas.FrameMessage.EndOfFrames;
import dev.marotte.schemas.LandmarksMessage;
import dev.marotte.schemas.Neutral;
import dev.marotte.schemas.Picture;
import dev.marotte.schemas.PictureCodec;
import dev.marotte.schemas.Pts;
import dev.marotte.schemas.Session;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** A loop with a scripted clip, and runs of it that are killed; what they have settled stays. */
final class IngestLoopRig {
    static final Session SESSION = TestSessions.open("test");
    static final Soundtrack SOUND = new Soundtrack.Coded(AudioCodec.AAC, 48_000, 1, Bytes.EMPTY);
    static final Completeness TRUNCATED = new Completeness.Truncated("the clip breaks off");

    final Log log = new Log();
    long encoded;
    private long epoch;

    IngestReport run(DrivingSource source, Outlet outlet) throws IOException, InterruptedException {
        return new IngestLoop(SESSION, source, outlet, Headroom.UNLIMITED, InstantSource.system()).run();
    }

    /** A run that lives. */
    Outlet attempt() {
        return new Attempt(Integer.MAX_VALUE);
    }

    /** A run that dies at its n-th message. */
    Outlet attemptKilledAt(int message) {
        return new Attempt(message);
    }

    Script script(int frames, Soundtrack sound) {
        List<Media> media = new ArrayList<>();
        for (int i = 0; i < frames; i++) {
            media.add(i % 7 == 5 ? new Media.Broken(new Pts(i * 40_000L)) : new Media.Frame(new Pts(i * 40_000L)));
            if (sound instanceof Soundtrack.Coded) {
                media.add(new Media.Sound(new Pts(i * 40_000L), 20_000, Bytes.EMPTY));
                media.add(new Media.Sound(new Pts(i * 40_000L + 20_000), 20_000, Bytes.EMPTY));
            }
        }
        media.add(new Media.End(new Pts(frames * 40_000L), new Media.Completeness.Whole()));
        return new Script(media, sound);
    }

    Script truncated() {
        Script script = script(40, SOUND);
        script.media.removeLast();
        script.media.add(new Media.End(new Pts(1_600_000), TRUNCATED));
        return script;
    }

    /** What is settled, whatever process sent it. */
    static final class Log {
        final List<FrameMessage> frames = new ArrayList<>();
        final List<AudioMessage> sounds = new ArrayList<>();

        List<Long> indices() {
            return frames.stream().map(message -> message.stamp().index()).toList();
        }

        boolean ended() {
            return !frames.isEmpty() && frames.getLast() instanceof EndOfFrames;
        }
    }

    static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private final class Attempt implements Outlet {
        private final List<FrameMessage> frames = new ArrayList<>();
        private final List<AudioMessage> sounds = new ArrayList<>();
        private int left;

        Attempt(int left) {
            this.left = left;
        }

        @Override
        public Position resume() {
            long indices = log.frames.stream()
                    .filter(message -> !(message instanceof EndOfFrames))
                    .count();
            Pts upTo = log.frames.isEmpty()
                    ? Pts.ZERO
                    : log.frames.getLast().stamp().pts();
            return new Position(indices, log.sounds.size(), upTo, epoch++, log.ended());
        }

        @Override
        public void send(FrameMessage message) {
            live();
            frames.add(message);
        }

        @Override
        public void send(AudioMessage message) {
            live();
            sounds.add(message);
        }

        private void live() {
            if (left-- == 0) {
                throw new Killed();
            }
        }

        @Override
        public void send(LandmarksMessage message) {
            throw new AssertionError("ingest of a clip has no landmarks");
        }

        @Override
        public void send(Neutral message) {
            throw new AssertionError("ingest of a clip has no neutral");
        }

        @Override
        public long lastOffset() {
            return log.frames.size() - 1L;
        }

        @Override
        public void settle() {
            log.frames.addAll(frames);
            log.sounds.addAll(sounds);
            frames.clear();
            sounds.clear();
        }

        @Override
        public void close() {}
    }

    final class Script implements DrivingSource {
        private final List<Media> media;
        private final Soundtrack sound;

        Script(List<Media> media, Soundtrack sound) {
            this.media = media;
            this.sound = sound;
        }

        @Override
        public ClipFacts facts() {
            return new ClipFacts(2, 2, 25, media.size(), sound);
        }

        @Override
        public Media next() {
            return media.removeFirst();
        }

        @Override
        public Picture encode() {
            encoded++;
            return new Picture(PictureCodec.JPEG, 2, 2, Bytes.EMPTY);
        }

        @Override
        public void close() {}
    }
}
