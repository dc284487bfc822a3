package dev.marotte.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marotte.schemas.BadInputException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleReaderTest {
    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void copyTheStandardBundle() throws IOException {
        for (String file : new String[] {"bundle.json", "encoder.onnx", "generator.onnx"}) {
            try (InputStream in = BundleSource.landmarkWarp().open(file)) {
                Files.copy(in, folder.resolve(file));
            }
        }
    }

    private Bundle read() {
        return BundleReader.read(new BundleSource.Folder(folder));
    }

    private void edit(String from, String to) throws IOException {
        Path json = folder.resolve("bundle.json");
        String text = Files.readString(json);
        assertThat(text).contains(from);
        Files.writeString(json, text.replace(from, to));
    }

    @Test
    void readsAFolderAsItReadsTheBuiltInOne() {
        Bundle builtIn = BundleReader.read(BundleSource.landmarkWarp());
        assertThat(read().id()).isEqualTo(builtIn.id());
        assertThat(read().sizes()).isEqualTo(builtIn.sizes()).contains(512);
        assertThat(read().framesPerRun()).isEqualTo(builtIn.framesPerRun()).isGreaterThan(1);
        assertThat(read().generatorModel()).isEqualTo(builtIn.generatorModel());
    }

    @Test
    void refusesAModelThatWasChanged() throws IOException {
        Files.write(folder.resolve("generator.onnx"), new byte[] {1});
        assertThatThrownBy(this::read)
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("generator.onnx is not the file");
    }

    @Test
    void refusesAFolderWithoutABundle() throws IOException {
        Files.delete(folder.resolve("bundle.json"));
        assertThatThrownBy(this::read).isInstanceOf(BadInputException.class);
    }

    @Test
    void refusesTensorsThatDoNotFitEachOther() throws IOException {
        edit("\"slots\"", "\"places\"");
        assertThatThrownBy(this::read).isInstanceOf(BadInputException.class).hasMessageContaining("generator inputs");
    }

    @Test
    void refusesPicturesThatAreNotWholePixels() throws IOException {
        edit("\"type\": \"int32\"", "\"type\": \"uint8\"");
        assertThatThrownBy(this::read).isInstanceOf(BadInputException.class).hasMessageContaining("not int32 [B,S,S]");
    }

    @Test
    void refusesAnEncoderThatSaysNothingOfTheBackground() throws IOException {
        edit("\"background\"", "\"landscape\"");
        assertThatThrownBy(this::read).isInstanceOf(BadInputException.class).hasMessageContaining("not int32 [K,S,S]");
    }

    @Test
    void refusesADescriptionWithoutAVersion() throws IOException {
        edit("\"version\"", "\"edition\"");
        assertThatThrownBy(this::read).isInstanceOf(BadInputException.class).hasMessageContaining("version");
    }

    @Test
    void readsABundleBesideOtherNetworks() throws IOException {
        Files.createFile(folder.resolve("motion_extractor.onnx"));
        assertThat(new BundleSource.Folder(folder).networks()).isEmpty();
        assertThat(read().id())
                .isEqualTo(BundleReader.read(BundleSource.landmarkWarp()).id());
    }
}
