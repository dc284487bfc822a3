package dev.marotte.media.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class NativeScopeTest {
    private final List<String> released = new ArrayList<>();

    @Test
    void releasesWhatWasTakenWhenTheRestCannotBeMade() {
        assertThatThrownBy(() -> NativeScope.filledBy(natives -> {
                    natives.own("decoder", released::add);
                    natives.own("frame", released::add);
                    throw new IOException("its codec is not supported");
                }))
                .isInstanceOf(IOException.class)
                .hasMessage("its codec is not supported");

        assertThat(released).containsExactly("frame", "decoder");
    }

    @Test
    void releasesOnceAndOnlyWhenClosed() throws IOException {
        NativeScope natives = NativeScope.filledBy(scope -> {
            scope.own("decoder", released::add);
            return scope;
        });
        assertThat(released).isEmpty();

        natives.close();
        natives.close();

        assertThat(released).containsExactly("decoder");
    }
}
