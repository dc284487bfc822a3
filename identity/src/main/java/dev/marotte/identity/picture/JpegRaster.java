package dev.marotte.identity.picture;

import dev.marotte.schemas.Bytes;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;

/**
 * The samples of a JPEG as they are encoded, read by the JDK. The JDK is slower than OpenCV, but it reports a picture's faults to its caller, whereas
 * OpenCV's libjpeg prints them to the terminal and cannot be configured otherwise.
 *
 * @param samples rows with {@code channels} bytes for each pixel
 * @param warnings that the decoder gave
 */
public record JpegRaster(int width, int height, int channels, Bytes samples, List<String> warnings) {
    /** Marks warnings about a broken colour profile, which does not affect the pixels. */
    private static final String ABOUT_PROFILE = "ICC";

    /** Reads every {@code step}th pixel of every {@code step}th row, though all are decoded. Empty if it cannot be decoded. */
    public static Optional<JpegRaster> read(Bytes file, int step) {
        ImageReader reader = ImageIO.getImageReadersByFormatName("jpeg").next();
        List<String> warnings = new ArrayList<>();
        reader.addIIOReadWarningListener((_, warning) -> warnings.add(warning));
        try (var input = new MemoryInput(file)) {
            reader.setInput(input, true, true);
            ImageReadParam param = reader.getDefaultReadParam();
            // The last row is among them, so that all are decoded.
            param.setSourceSubsampling(step, step, 0, (reader.getHeight(0) - 1) % step);
            return Optional.of(of(reader.readRaster(0, param), warnings));
        } catch (IOException | RuntimeException e) {
            // Some broken files throw the one, some the other.
            return Optional.empty();
        } finally {
            reader.dispose();
        }
    }

    private static JpegRaster of(Raster raster, List<String> warnings) {
        if (raster.getDataBuffer().getDataType() != DataBuffer.TYPE_BYTE) {
            throw new IllegalArgumentException("JPEGs have samples of eight bits here");
        }
        byte[] samples = ((DataBufferByte) raster.getDataBuffer()).getData();
        return new JpegRaster(
                raster.getWidth(),
                raster.getHeight(),
                raster.getNumBands(),
                Bytes.of(samples),
                warnings.stream()
                        .filter(warning -> !warning.contains(ABOUT_PROFILE))
                        .toList());
    }
}
