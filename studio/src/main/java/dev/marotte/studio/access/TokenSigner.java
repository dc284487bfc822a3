package dev.marotte.studio.access;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Issues tokens and verifies them, also after a restart: a token carries its rights and a signature (HMAC-SHA-256) by a key in a file that only its owner
 * can read. Deleting the file revokes all tokens. Any thread.
 */
public final class TokenSigner {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int KEY_BYTES = 32;
    private static final int ID_BYTES = 9;
    private static final Duration LIFE = Duration.ofDays(30);
    private static final int FIELDS = 4;

    private final byte[] key;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    private TokenSigner(byte[] key, InstantSource clock) {
        this.key = key;
        this.clock = clock;
    }

    /** A signer with the key in {@code file}, which is created if it does not exist. */
    public static TokenSigner keptIn(Path file, InstantSource clock) {
        try {
            if (Files.notExists(file)) {
                write(file);
            }
            return new TokenSigner(Files.readAllBytes(file), clock);
        } catch (IOException e) {
            throw new UncheckedIOException("the key of the studio's tokens cannot be kept in " + file, e);
        }
    }

    private static void write(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        Path made = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(made);
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(made, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        Files.write(made, key);
        Files.move(made, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Issues a new token. */
    public String issue(Role role) {
        String right = String.join(
                ".",
                randomWord(ID_BYTES),
                role.word(),
                Long.toString(clock.instant().plus(LIFE).getEpochSecond()));
        return right + "." + encode(sign(right));
    }

    /** Letters and digits that nobody can guess. */
    String randomWord(int bytes) {
        byte[] chance = new byte[bytes];
        random.nextBytes(chance);
        return encode(chance);
    }

    /** The rights that a token carries; empty if it was not signed by this key or has expired. */
    public Optional<AccessToken> read(String token) {
        List<String> fields = List.of(token.split("\\.", -1));
        if (fields.size() != FIELDS) {
            return Optional.empty();
        }
        String right = String.join(".", fields.subList(0, FIELDS - 1));
        if (!MessageDigest.isEqual(
                encode(sign(right)).getBytes(StandardCharsets.US_ASCII),
                fields.getLast().getBytes(StandardCharsets.UTF_8))) {
            return Optional.empty();
        }
        return Role.of(fields.get(1))
                .map(role -> new AccessToken(fields.get(0), role, Instant.ofEpochSecond(Long.parseLong(fields.get(2)))))
                .filter(known -> known.until().isAfter(clock.instant()));
    }

    /** Signs any text with the same key, in URL-safe Base64. */
    public String signature(String text) {
        return encode(sign(text));
    }

    private byte[] sign(String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
