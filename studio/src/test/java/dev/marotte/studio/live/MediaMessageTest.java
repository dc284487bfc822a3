package dev.marotte.studio.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marotte.schemas.Bytes;
import dev.marotte.studio.live.MediaMessage.Coding;
import dev.marotte.studio.live.MediaMessage.Kind;
import java.nio.ByteBuffer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

final class MediaMessageTest {
    @Property
    void comesBackAsItWasWritten(
            @ForAll Kind kind,
            @ForAll Coding coding,
            @ForAll boolean key,
            @ForAll @LongRange(max = 0xffff_ffffL) long index,
            @ForAll long time,
            @ForAll @Size(max = 40) byte[] payload) {
        MediaMessage message = new MediaMessage(kind, key, !key, coding, index, time, -time, Bytes.of(payload));

        assertThat(MediaMessage.read(ByteBuffer.wrap(message.write()))).contains(message);
    }

    @Property
    void anyBytesAreAMessageOrNone(@ForAll @Size(max = 64) byte[] bytes) {
        MediaMessage.read(ByteBuffer.wrap(bytes))
                .ifPresentOrElse(
                        message -> assertThat(message.payload().size()).isEqualTo(bytes.length - 24),
                        () -> assertThat(bytes.length < 24 || isUnknown(bytes)).isTrue());
    }

    private static boolean isUnknown(byte[] bytes) {
        boolean kind = bytes[0] >= 1 && bytes[0] <= 3;
        boolean coding = (bytes[2] >= 0 && bytes[2] <= 3) || bytes[2] == 16 || bytes[2] == 17;
        return !(kind && coding);
    }
}
