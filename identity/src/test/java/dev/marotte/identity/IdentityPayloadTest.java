package dev.marotte.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marotte.schemas.Bytes;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class IdentityPayloadTest {
    @Property(tries = 50)
    void readsBackWhatItWrote(@ForAll @IntRange(min = 0, max = 5000) int bytes) {
        EnrolledIdentity written = TestIdentity.of("generator 1, other 2", bytes + 1);
        EnrolledIdentity read = IdentityPayload.read(IdentityPayload.write(written));
        assertThat(read.generators()).isEqualTo(written.generators());
        assertThat(read.portrait()).isEqualTo(written.portrait());
        assertThat(read.crop()).isEqualTo(written.crop());
        assertThat(read.rest()).isEqualTo(written.rest());
        assertThat(read.embedding().tensors()).isEqualTo(written.embedding().tensors());
    }

    @Test
    void givesTensorsInMemoryThatModelsReadWithoutACopy() {
        EnrolledIdentity read = IdentityPayload.read(IdentityPayload.write(TestIdentity.of("generator 1", 9)));
        assertThat(read.embedding().tensors())
                .allMatch(tensor -> tensor.elements().isDirect());
    }

    @Property(tries = 300)
    void refusesAPayloadThatEndsTooEarly(@ForAll @IntRange(min = 0, max = 5900) int length) {
        byte[] whole = IdentityPayload.write(TestIdentity.of("generator 1", 50)).unsafeArray();
        Bytes cut = Bytes.of(Arrays.copyOf(whole, Math.min(length, whole.length - 1)));
        assertThatThrownBy(() -> IdentityPayload.read(cut)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesSomethingElse() {
        assertThatThrownBy(() -> IdentityPayload.read(Bytes.of(new byte[100])))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void keepsScalarsAndFloats() {
        Tensor tensor = new Tensor(
                "scale",
                ElementType.FLOAT32,
                new Shape(List.of()),
                ByteBuffer.allocateDirect(4).putFloat(1.5f).flip());
        EnrolledIdentity plain = TestIdentity.of("generator 1", 1);
        EnrolledIdentity written = new EnrolledIdentity(
                plain.generators(), plain.portrait(), plain.crop(), plain.rest(), new Embedding(List.of(tensor)));
        assertThat(IdentityPayload.read(IdentityPayload.write(written))
                        .embedding()
                        .named("scale"))
                .isEqualTo(tensor);
    }
}
