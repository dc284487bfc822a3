package dev.marotte.landmark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marotte.landmark.KnownSession.Followed;
import dev.marotte.landmark.KnownSession.PassedOver;
import dev.marotte.schemas.NeutralChoice;
import dev.marotte.schemas.Profile;
import dev.marotte.schemas.Pts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KnownSessionSerdeTest {
    @ParameterizedTest
    @EnumSource
    void aSessionIsWhatItWas(Profile profile) {
        KnownSession known = new Followed(Rig.session(Rig.ID, profile, new NeutralChoice.NeutralAt(new Pts(40_000))));

        assertThat(KnownSessionSerde.read(KnownSessionSerde.write(known))).isEqualTo(known);
    }

    @Test
    void oneThatIsDoneIsAByte() {
        byte[] bytes = KnownSessionSerde.write(new PassedOver());

        assertThat(bytes).hasSize(1);
        assertThat(KnownSessionSerde.read(bytes)).isEqualTo(new PassedOver());
    }
}
