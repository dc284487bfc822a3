package dev.marotte.schemas;

import dev.marotte.schemas.Topic.Spread;
import dev.marotte.schemas.avro.AudioRecord;
import dev.marotte.schemas.avro.DeadLetterRecord;
import dev.marotte.schemas.avro.FrameRecord;
import dev.marotte.schemas.avro.IdentityRecord;
import dev.marotte.schemas.avro.LandmarksRecord;
import dev.marotte.schemas.avro.NeutralRecord;
import dev.marotte.schemas.avro.RenderedRecord;
import dev.marotte.schemas.avro.ReportRecord;
import dev.marotte.schemas.avro.SessionRecord;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;

/** All topics of Marotte. */
public final class Topics {
    /** Descriptions of the sessions; keyed by the session's id. */
    public static final Topic<Session> SESSIONS = new Topic<>(
            "marotte.sessions",
            Spread.BY_SESSION,
            new Retention.Compacted(),
            session -> session.id().value(),
            encoding(SessionRecord.getClassSchema(), SessionMapping::toAvro, SessionMapping::fromAvro));

    /** Enrolled identities in chunks; keyed by {@link IdentityChunks#key}. */
    public static final Topic<IdentityMessage> IDENTITIES = new Topic<>(
            "marotte.identities",
            Spread.SINGLE,
            new Retention.Compacted(),
            IdentityChunks::key,
            encoding(IdentityRecord.getClassSchema(), IdentityMapping::toAvro, IdentityMapping::fromAvro));

    /** The driver's pictures; keyed by {@code session/index}. Needed until their landmarks are committed. */
    public static final Topic<FrameMessage> FRAMES = new Topic<>(
            "marotte.frames",
            Spread.BY_SESSION,
            new Retention.Pictures(Duration.ofHours(24)),
            message -> frameKey(message.stamp()),
            encoding(FrameRecord.getClassSchema(), FrameMapping::toAvro, FrameMapping::fromAvro));

    /** The driver's sound; keyed by {@code session/sequence}. Kept as long as the landmarks. */
    public static final Topic<AudioMessage> AUDIO = new Topic<>(
            "marotte.audio",
            Spread.BY_SESSION,
            new Retention.UntilDeleted(),
            message -> keyIn(message.session(), message.sequence()),
            encoding(AudioRecord.getClassSchema(), AudioMapping::toAvro, AudioMapping::fromAvro));

    /** The recording; keyed by {@code session/index}. */
    public static final Topic<LandmarksMessage> LANDMARKS = new Topic<>(
            "marotte.landmarks",
            Spread.BY_SESSION,
            new Retention.UntilDeleted(),
            message -> frameKey(message.stamp()),
            encoding(LandmarksRecord.getClassSchema(), LandmarksMapping::toAvro, LandmarksMapping::fromAvro));

    /** The driver at rest; keyed by {@code session/index}. */
    public static final Topic<Neutral> NEUTRALS = new Topic<>(
            "marotte.neutrals",
            Spread.SINGLE,
            new Retention.Compacted(),
            neutral -> keyIn(neutral.session(), neutral.index()),
            encoding(NeutralRecord.getClassSchema(), LandmarksMapping::toAvro, LandmarksMapping::fromAvro));

    /** The outcome of each frame; keyed by {@code session/index}. */
    public static final Topic<RenderedMessage> RENDERED = new Topic<>(
            "marotte.rendered",
            Spread.BY_SESSION,
            new Retention.Pictures(Duration.ofHours(24)),
            message -> frameKey(message.stamp()),
            encoding(RenderedRecord.getClassSchema(), RenderedMapping::toAvro, RenderedMapping::fromAvro));

    /** How far each stage is with a session; keyed by {@code session/stage}. */
    public static final Topic<StageReport> REPORTS = new Topic<>(
            "marotte.reports",
            Spread.BY_SESSION,
            new Retention.Refreshed(),
            report -> reportKey(report.session(), report.stage()),
            encoding(ReportRecord.getClassSchema(), ReportMapping::toAvro, ReportMapping::fromAvro));

    /** Records that no stage could read; keyed by the topic they were in. */
    public static final Topic<DeadLetter> DEAD_LETTERS = new Topic<>(
            "marotte.dead-letters",
            Spread.SINGLE,
            new Retention.Aged(Duration.ofDays(365)),
            DeadLetter::topic,
            encoding(DeadLetterRecord.getClassSchema(), DeadLetterMapping::toAvro, DeadLetterMapping::fromAvro));

    public static final List<Topic<?>> ALL =
            List.of(SESSIONS, IDENTITIES, FRAMES, AUDIO, LANDMARKS, NEUTRALS, RENDERED, REPORTS, DEAD_LETTERS);

    /**
     * Largest record of any topic, for {@code max.request.size} of producers: an uncompressed 4K picture (3840 × 2160 × 3 bytes) fits.
     * The topics' own settings allow it; a broker's limit need not be raised.
     */
    public static final int MAX_RECORD_BYTES = 32 << 20;

    private Topics() {}

    /** The key in {@link #NEUTRALS} of the neutral named by {@link LandmarksMessage.Tracked#neutralIndex}. */
    public static String neutralKey(SessionId session, long index) {
        return keyIn(session, index);
    }

    /** The key of a stage's report in {@link #REPORTS}. */
    public static String reportKey(SessionId session, StageName stage) {
        return session.value() + "/" + stage;
    }

    private static String frameKey(FrameStamp stamp) {
        return keyIn(stamp.session(), stamp.index());
    }

    private static String keyIn(SessionId session, long number) {
        return session.value() + "/" + number;
    }

    private static <V, A extends SpecificRecord> SingleObject<V, A> encoding(
            Schema schema, Function<V, A> toAvro, Function<A, V> fromAvro) {
        return new SingleObject<>(schema, toAvro, fromAvro, ReleasedSchemas.of(schema.getName()));
    }
}
