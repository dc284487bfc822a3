package dev.marotte.face.implicit;

import dev.marotte.schemas.BadInputException;
import dev.marotte.schemas.MotionKind;
import dev.marotte.schemas.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A user's folder with the six ONNX files of LivePortrait's family. Only these are ever opened: a face detector in the same folder, such as InsightFace's,
 * which is not for commercial use, is not. Nothing is downloaded.
 */
public final class ImplicitFolder {
    /** Bytes of the hash that name a family: enough to tell folders apart. */
    private static final int SHORT = 8;

    private static final int BLOCK = 1 << 20;
    private static final String WITH_PLUGIN = "warping_spade-fix.onnx";
    /** Another export of the same networks: warping and drawing are two files, and tensors have other names. */
    private static final List<String> OTHER_LAYOUT = List.of("warp_network.onnx", "decoder.onnx");

    private final Path path;

    private ImplicitFolder(Path path) {
        this.path = path;
    }

    /** Tells whether a path is meant as a folder of this family, complete or not. */
    public static boolean isMeantBy(Path path) {
        Stream<String> known = Arrays.stream(ImplicitNetwork.values())
                .filter(network -> network != ImplicitNetwork.STITCHING)
                .map(ImplicitNetwork::file);
        return Stream.of(known, Stream.of(WITH_PLUGIN), OTHER_LAYOUT.stream())
                .flatMap(names -> names)
                .anyMatch(name -> has(path, name));
    }

    /**
     * Checks that the folder is complete.
     *
     * @throws BadInputException if it is not; the message says what is missing
     */
    public static ImplicitFolder of(Path path) {
        if (!has(path, ImplicitNetwork.WARPING.file())) {
            refuseOtherExports(path);
        }
        String missing = Arrays.stream(ImplicitNetwork.values())
                .map(ImplicitNetwork::file)
                .filter(name -> !has(path, name))
                .collect(Collectors.joining(", "));
        if (!missing.isEmpty()) {
            throw new BadInputException(path + " has some of LivePortrait's networks, but not " + missing);
        }
        return new ImplicitFolder(path);
    }

    private static void refuseOtherExports(Path path) {
        if (has(path, WITH_PLUGIN)) {
            throw new BadInputException(
                    WITH_PLUGIN + " needs GridSample3D, a TensorRT plugin that is not part of Marotte; "
                            + "take the export that is named " + ImplicitNetwork.WARPING.file());
        }
        if (OTHER_LAYOUT.stream().anyMatch(name -> has(path, name))) {
            throw new BadInputException(
                    path + " has LivePortrait's networks in another layout, with warping and decoder "
                            + "in two files; take the export with " + ImplicitNetwork.WARPING.file());
        }
    }

    private static boolean has(Path path, String name) {
        return Files.isRegularFile(path.resolve(name));
    }

    /** The network's file. */
    public Path file(ImplicitNetwork network) {
        return path.resolve(network.file());
    }

    /**
     * Returns the kind of motion that these networks see and draw, under the hash of all six files. Reads the files, half a gigabyte for the real
     * networks.
     *
     * @throws BadInputException if one cannot be read
     */
    public MotionKind.ImplicitKeypoints motionKind() {
        MessageDigest digest = Sha256.begin();
        try {
            for (ImplicitNetwork network : ImplicitNetwork.values()) {
                digest.update(network.file().getBytes(StandardCharsets.UTF_8));
                add(file(network), digest);
            }
        } catch (IOException e) {
            throw new BadInputException("the networks in " + path + " cannot be read: " + e.getMessage(), e);
        }
        return new MotionKind.ImplicitKeypoints(HexFormat.of().formatHex(digest.digest(), 0, SHORT));
    }

    private static void add(Path file, MessageDigest digest) throws IOException {
        byte[] block = new byte[BLOCK];
        try (InputStream in = Files.newInputStream(file)) {
            for (int length = in.read(block); length >= 0; length = in.read(block)) {
                digest.update(block, 0, length);
            }
        }
    }

    /** Returns the path as it was written. */
    @Override
    public String toString() {
        return path.toString();
    }
}
