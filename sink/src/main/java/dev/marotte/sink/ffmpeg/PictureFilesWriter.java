package dev.marotte.sink.ffmpeg;

import dev.marotte.media.opencv.MatEncoder;
import dev.marotte.schemas.AudioMessage.AudioUnit;
import dev.marotte.schemas.Picture;
import dev.marotte.schemas.RenderedMessage.Rendered;
import dev.marotte.sink.ClipWriter;
import dev.marotte.sink.DurableFiles;
import dev.marotte.sink.OutputClaim;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Writes one PNG with alpha per frame, without the sound. The files are written in a hidden folder and moved to their place when all
 * are complete; pictures of an earlier, longer clip of the same name are removed.
 */
final class PictureFilesWriter implements ClipWriter {
    /** The sRGB chunk: its length, name, intent (that of pictures) and checksum. */
    private static final byte[] SRGB = HexFormat.of().parseHex("000000017352474200aece1ce9");

    private static final int BEHIND_HEADER = 33;

    private final OutputClaim claim;
    private final Path part;
    private final Picture firstPicture;
    private byte[] seen = new byte[0];
    private long frames;

    /** @param claim closed with the writer, or at once if the writer cannot be opened */
    PictureFilesWriter(OutputClaim claim, Rendered first) throws IOException {
        this.claim = claim;
        firstPicture = first.picture();
        part = claim.part("pictures");
        try {
            Files.createDirectory(part);
        } catch (IOException e) {
            claim.close();
            throw e;
        }
    }

    @Override
    public void show(Rendered frame) throws IOException {
        try (Mat picture = new Mat()) {
            RenderedDecoder.decode(frame, firstPicture.width(), firstPicture.height(), true, picture);
            seen = inStandardColours(MatEncoder.png(picture).unsafeArray());
        }
    }

    /** Declares after the header that the colours are sRGB, as those of the pictures are. */
    private static byte[] inStandardColours(byte[] png) {
        return ByteBuffer.allocate(png.length + SRGB.length)
                .put(png, 0, BEHIND_HEADER)
                .put(SRGB)
                .put(png, BEHIND_HEADER, png.length - BEHIND_HEADER)
                .array();
    }

    @Override
    public void frame() throws IOException {
        Path file = part.resolve(claim.output().pictureName(frames++));
        Files.write(file, seen);
    }

    @Override
    public void sound(AudioUnit unit) {}

    /** A new folder appears as a whole; pictures that join others are moved one by one. */
    @Override
    public void finish() throws IOException {
        syncAll();
        claim.publish(this::moveAll);
    }

    private void moveAll() throws IOException {
        Path folder = claim.place().resolveSibling("");
        if (Files.exists(folder)) {
            removeEarlier(folder);
            moveInto(folder);
        } else {
            Files.move(part, folder, StandardCopyOption.ATOMIC_MOVE);
        }
        DurableFiles.syncFolder(folder);
    }

    private void syncAll() throws IOException {
        for (Path picture : sorted(part)) {
            DurableFiles.sync(picture);
        }
    }

    private void removeEarlier(Path folder) throws IOException {
        for (Path picture : sorted(folder)) {
            if (claim.output().isPictureOfThis(picture)) {
                Files.delete(picture);
            }
        }
    }

    private void moveInto(Path folder) throws IOException {
        for (Path picture : sorted(part)) {
            Files.move(picture, folder.resolve(picture.getFileName()), StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private static List<Path> sorted(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    @Override
    public void close() {
        claim.close();
    }
}
