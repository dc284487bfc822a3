package dev.marotte.landmark;

import static dev.marotte.landmark.Rig.frame;
import static org.assertj.core.api.Assertions.assertThat;

import dev.marotte.schemas.Bytes;
import dev.marotte.schemas.DeadLetter;
import dev.marotte.schemas.Profile;
import dev.marotte.schemas.Sha256;
import dev.marotte.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Dead letters stay for a year, a driver's pictures for a day at most. */
class DeadLetterPrivacyTest {
    @TempDir
    private Path state;

    private Rig rig;

    @BeforeEach
    void start() {
        rig = new Rig(state, Profile.LOSSLESS, new Driver(Set.of(), 0));
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    @Test
    void aFrameOfNoSessionIsBuriedAsItsDigest() {
        rig.send(frame(3));

        byte[] value = Topics.FRAMES.serializer().serialize(Topics.FRAMES.name(), frame(3));
        assertThat(buried()).isEqualTo(digest(value));
    }

    @Test
    void bytesThatCannotBeReadMayBeAPictureToo() {
        byte[] picture = frame(0).picture().bytes().unsafeArray();
        rig.sendUnreadable(picture);

        assertThat(buried()).isEqualTo(digest(picture));
    }

    private static String digest(byte[] value) {
        return value.length + " bytes with the SHA-256 " + Sha256.of(Bytes.of(value));
    }

    private String buried() {
        DeadLetter letter = rig.read(Topics.DEAD_LETTERS).getFirst();
        return new String(letter.value().unsafeArray(), StandardCharsets.UTF_8);
    }
}
