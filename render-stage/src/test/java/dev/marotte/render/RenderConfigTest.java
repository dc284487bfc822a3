package dev.marotte.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marotte.face.onnx.CudaTuning;
import dev.marotte.face.onnx.CudaTuning.Arena;
import dev.marotte.face.onnx.CudaTuning.Search;
import dev.marotte.face.onnx.CudaTuning.TensorFloats;
import dev.marotte.face.onnx.Device;
import dev.marotte.identity.BundleChoice;
import dev.marotte.identity.BundleSource;
import dev.marotte.identity.GeneratorChoice;
import dev.marotte.runtime.settings.Setting;
import dev.marotte.runtime.settings.Settings;
import dev.marotte.schemas.BadInputException;
import dev.marotte.schemas.Profile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RenderConfigTest {
    @Test
    void presets() {
        assertThat(RenderConfig.of(Settings.none()))
                .isEqualTo(new RenderConfig(
                        Set.of(Profile.LIVE, Profile.LOSSLESS),
                        new LoopChoice.Automatic(),
                        16,
                        268_435_456,
                        Duration.ofSeconds(30),
                        GeneratorChoice.DEFAULT,
                        Path.of("state", "render"),
                        0));
    }

    @Test
    void everyKeyCounts(@TempDir Path bundle) {
        assertThat(RenderConfig.of(Settings.of(Map.ofEntries(
                        Map.entry("render.profiles", "lossless"),
                        Map.entry("render.loops", "3"),
                        Map.entry("render.batch.frames", "8"),
                        Map.entry("render.cache.bytes", "1000"),
                        Map.entry("render.table.wait", "2s"),
                        Map.entry("render.bundle", bundle.toString()),
                        Map.entry("render.device", "cuda:1"),
                        Map.entry("render.threads", "3"),
                        Map.entry("render.state", "elsewhere"),
                        Map.entry("render.sessions.capacity", "12"),
                        Map.entry("render.cuda.memory", "4000"),
                        Map.entry("render.cuda.embeddings", "5000"),
                        Map.entry("render.cuda.arena", "exact"),
                        Map.entry("render.cuda.search", "exhaustive"),
                        Map.entry("render.cuda.tf32", "off")))))
                .isEqualTo(new RenderConfig(
                        Set.of(Profile.LOSSLESS),
                        new LoopChoice.Fixed(3),
                        8,
                        1000,
                        Duration.ofSeconds(2),
                        new GeneratorChoice(
                                new BundleSource.Folder(bundle),
                                Device.cuda(1),
                                3,
                                new CudaTuning(4000, 5000, Arena.EXACT, Search.EXHAUSTIVE, TensorFloats.OFF)),
                        Path.of("elsewhere"),
                        12));
        assertThat(RenderConfig.SETTINGS)
                .extracting(Setting::name)
                .hasSize(15)
                .doesNotHaveDuplicates()
                .allMatch(name -> name.startsWith("render."));
    }

    @Test
    void namesAGeneratorThatIsBuiltIn() {
        assertThat(RenderConfig.generator(Settings.of(Map.of("render.bundle", "landmark-warp")))
                        .bundle())
                .isEqualTo(BundleSource.landmarkWarp());
        assertThat(RenderConfig.generator(Settings.of(Map.of("render.bundle", "auto")))
                        .bundle())
                .isEqualTo(new BundleChoice.Automatic());
    }

    @ParameterizedTest
    @CsvSource({
        "render.profiles, fast",
        "render.profiles, ''",
        "render.cache.bytes, -1",
        "render.batch.frames, 0",
        "render.loops, 0",
        "render.loops, 9",
        "render.loops, two",
        "render.device, gpu",
        "render.device, cuda:-1",
        "render.cuda.memory, much",
        "render.cuda.search, any",
        "render.sessions.capacity, -1"
    })
    void refusesWhatMakesNoSense(String key, String value) {
        assertThatThrownBy(() -> RenderConfig.of(Settings.of(Map.of(key, value))))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining(key);
    }
}
