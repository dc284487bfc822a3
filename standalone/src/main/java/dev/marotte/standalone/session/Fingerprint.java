package dev.marotte.standalone.session;

import dev.marotte.schemas.Bytes;
import dev.marotte.schemas.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;

/** A hash of everything that was added, the same on every machine and in every run. One thread. */
final class Fingerprint {
    private static final int BLOCK = 1 << 16;
    /** Number of blocks that are read of a long clip: reading all of a 4K master would take longer than the broker's start. */
    private static final int BLOCKS = 256;

    private static final int SHORT = 8;

    private final MessageDigest digest = Sha256.begin();

    Fingerprint add(Object fact) {
        byte[] bytes = fact.toString().getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
        digest.update(bytes);
        return this;
    }

    Fingerprint add(Bytes bytes) {
        add(bytes.size());
        digest.update(bytes.view());
        return this;
    }

    /** Adds the length of {@code file} and blocks spread evenly over it; if it is no file but, say, a pattern of names, its path. */
    Fingerprint addContent(Path file) {
        if (!Files.isRegularFile(file)) {
            return add(file.toAbsolutePath().normalize());
        }
        try (FileChannel channel = FileChannel.open(file)) {
            add(channel.size());
            long step = Math.max(BLOCK, channel.size() / BLOCKS);
            for (long position = 0; position < channel.size(); position += step) {
                addBlock(channel, position);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    private void addBlock(FileChannel channel, long position) throws IOException {
        ByteBuffer block = ByteBuffer.allocate(BLOCK);
        channel.read(block, position);
        digest.update(block.flip());
    }

    /** Ends the fingerprint: 16 hexadecimal digits. */
    String value() {
        return HexFormat.of().formatHex(digest.digest(), 0, SHORT);
    }
}
