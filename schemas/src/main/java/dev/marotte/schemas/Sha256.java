package dev.marotte.schemas;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The digest used to compare and check contents. */
public final class Sha256 {
    private Sha256() {}

    /** The digest of {@code content}, as 64 hexadecimal digits. */
    public static String of(Bytes content) {
        MessageDigest digest = begin();
        digest.update(content.view());
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Starts a digest to which content is still to be added. */
    public static MessageDigest begin() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
