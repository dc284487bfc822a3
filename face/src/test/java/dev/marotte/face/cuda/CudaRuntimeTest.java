package dev.marotte.face.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CudaRuntimeTest {
    private final Arena arena = Arena.ofShared();
    private final FakeCuda fake = new FakeCuda(arena, 2, 1000);
    private final CudaRuntime runtime = fake.runtime();

    @AfterEach
    void free() {
        arena.close();
    }

    @Test
    void countsDevicesAndTheirMemory() {
        assertThat(runtime.devices()).isEqualTo(2);
        assertThat(runtime.memory(1)).isEqualTo(new CudaRuntime.DeviceMemory(1000, 1000));
        assertThat(fake.calls()).containsExactly("select 1");
    }

    @Test
    void uploadsToMemoryOfTheDeviceBeforeItReturns() {
        MemorySegment memory = runtime.allocate(1, 400);
        assertThat(memory.byteSize()).isEqualTo(400);
        assertThat(runtime.memory(1).free()).isEqualTo(600);

        runtime.upload(1, memory.asSlice(100, 4), arena.allocateFrom(ValueLayout.JAVA_BYTE, new byte[] {1, 2, 3, 4}));

        assertThat(memory.get(ValueLayout.JAVA_BYTE, 102)).isEqualTo((byte) 3);
        assertThat(fake.calls()).endsWith("select 1", "copy 4 1", "settle 0");
        runtime.release(1, memory);
        assertThat(runtime.memory(1).free()).isEqualTo(1000);
    }

    @Test
    void saysInTheLibrarysWordsWhatItRefused() {
        assertThatThrownBy(() -> runtime.allocate(0, 1001))
                .isInstanceOf(CudaFailure.class)
                .hasMessage("CUDA: out of memory (2)");
        assertThatThrownBy(() -> runtime.memory(2))
                .isInstanceOf(CudaFailure.class)
                .hasMessage("CUDA: invalid device ordinal (101)");
    }
}
