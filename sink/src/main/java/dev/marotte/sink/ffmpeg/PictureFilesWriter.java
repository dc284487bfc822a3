package dev.marotte.sink.ffmpeg;

import dev.marotte.schemas.AudioMessage.AudioUnit;
import dev.marotte.schemas.Picture;
import dev.marotte.schemas.RenderedMessage.Rendered;
import dev.marotte.sink.ClipWriter;
import dev.marotte.sink.Output;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Writes one PNG with alpha a frame, without the sound. They grow in a hidden folder and are moved to their place when all are there;
 * pictures of an earlier, longer clip of the same name are removed.
 */
final class PictureFilesWriter implements ClipWriter {
    /** A chunk: its length, name, intent (that of pictures) and checksum. */
    private static final byte[] SRGB = HexFormat.of().parseHex("000000017352474200aece1ce9");

    private static final int BEHIND_HEADER = 33;

    private final Output output;
    private final PartFile part;
    private final Picture firstPicture;
    private byte[] seen = new byte[0];
    private long frames;

    PictureFilesWriter(Output output, Rendered first) throws IOException {
        this.output = output;
        firstPicture = first.picture();
        Path pictures = output.path();
        part = new PartFile(
                Files.isDirectory(output.folder()) ? pictures.resolveSibling(literalName(pictures)) : output.folder());
        Files.createDirectory(part.path());
    }

    private static String literalName(Path pictures) {
        return pictures.getFileName().toString().replace('%', '_');
    }

    @Override
    public void show(Rendered frame) throws IOException {
        try (Mat picture = new Mat();
                BytePointer buffer = new BytePointer()) {
            PictureDecoder.decode(frame, firstPicture.width(), firstPicture.height(), true, picture);
            opencv_imgcodecs.imencode(".png", picture, buffer);
            byte[] coded = new byte[(int) buffer.limit()];
            buffer.get(coded);
            seen = inStandardColours(coded);
        }
    }

    /** Says behind the header that the colours are those of sRGB, as the pictures' are. */
    private static byte[] inStandardColours(byte[] png) {
        return ByteBuffer.allocate(png.length + SRGB.length)
                .put(png, 0, BEHIND_HEADER)
                .put(SRGB)
                .put(png, BEHIND_HEADER, png.length - BEHIND_HEADER)
                .array();
    }

    @Override
    public void frame() throws IOException {
        Path file = part.path()
                .resolve(String.format(Locale.ROOT, output.path().getFileName().toString(), frames++));
        Files.write(file, seen);
    }

    @Override
    public void sound(AudioUnit unit) {}

    @Override
    public void finish() throws IOException {
        Files.createDirectories(output.folder());
        removeEarlier();
        try (Stream<Path> pictures = Files.list(part.path())) {
            for (Path picture : (Iterable<Path>) pictures.sorted()::iterator) {
                PartFile.sync(picture);
                Files.move(picture, output.folder().resolve(picture.getFileName()), StandardCopyOption.ATOMIC_MOVE);
            }
        }
    }

    private void removeEarlier() throws IOException {
        try (Stream<Path> files = Files.list(output.folder())) {
            List<Path> earlier = files.filter(output::isPictureOfThis).toList();
            for (Path picture : earlier) {
                Files.delete(picture);
            }
        }
    }

    @Override
    public void close() {
        part.close();
    }
}
