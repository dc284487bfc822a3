package dev.marotte.standalone.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marotte.schemas.Profile;
import dev.marotte.schemas.SessionSource.FileSource;
import dev.marotte.schemas.SessionSource.VoiceSource;
import dev.marotte.schemas.StageName;
import dev.marotte.standalone.run.WorkScope.Driver;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class WorkScopeTest {
    private static final WorkScope FACE = WorkScope.of(Profile.LOSSLESS, new FileSource("clip.mp4"));
    private static final WorkScope VOICE = WorkScope.of(Profile.LOSSLESS, new VoiceSource("speech.wav"));

    @Test
    void oneCommandRunsNoStageThatItDoesNotNeed() {
        assertThat(FACE.stages())
                .containsExactly(StageName.INGEST, StageName.LANDMARK, StageName.RENDER, StageName.SINK);
        assertThat(VOICE.stages())
                .containsExactly(StageName.INGEST, StageName.SPEECH, StageName.RENDER, StageName.SINK);
        assertThat(WorkScope.EVERYTHING.stages()).containsExactly(StageName.values());
    }

    @Test
    void aCommandJoinsOnlyWhereItsSessionIsWorkedOn() {
        assertThat(WorkScope.EVERYTHING.covers(VOICE)).isTrue();
        assertThat(FACE.covers(FACE)).isTrue();
        assertThat(FACE.covers(VOICE)).isFalse();
        assertThat(FACE.covers(new WorkScope(Set.of(Profile.LIVE), Set.of(Driver.FACES))))
                .isFalse();
        assertThat(FACE.inWords()).isEqualTo("lossless sessions of faces");
    }

    @Test
    void whatIsWrittenIsReadAgain() {
        assertThat(WorkScope.read(VOICE.written())).isEqualTo(VOICE);
        assertThat(WorkScope.read(WorkScope.EVERYTHING.written())).isEqualTo(WorkScope.EVERYTHING);
        assertThat(SharedAddress.read(new SharedAddress("127.0.0.1:9092", FACE).written()))
                .contains(new SharedAddress("127.0.0.1:9092", FACE));
        assertThat(WorkScope.read("SOMETHING").covers(FACE)).isFalse();
    }
}
