package dev.marotte.media;

import dev.marotte.schemas.BadInputException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The complete address of a network stream, which is secret because it may contain passwords, passphrases and stream keys. Users and logs get
 * {@link #shown}, which {@link #toString} returns as well.
 */
public record StreamAddress(String secret, Protocol protocol) {
    private static final Pattern USER = Pattern.compile("//[^/@?]*@");
    private static final Pattern QUERY = Pattern.compile("\\?.*");
    /** The last part of an RTMP address is the stream key, which is a password. */
    private static final Pattern KEY = Pattern.compile("^(rtmps?://[^/]*/[^/?]*)/[^?]*");

    private static final String HIDDEN = "***";

    /** The protocol that carries a stream. */
    public enum Protocol {
        SRT("srt"),
        RTMP("rtmp", "rtmps"),
        RTSP("rtsp", "rtsps"),
        UDP("udp"),
        HTTP("http", "https");

        private final String[] schemes;

        Protocol(String... schemes) {
            this.schemes = schemes;
        }

        private boolean has(String scheme) {
            return Arrays.asList(schemes).contains(scheme);
        }

        /** All schemes of all protocols, for messages to users. */
        private static String listed() {
            return Arrays.stream(values())
                    .flatMap(each -> Stream.of(each.schemes))
                    .map(scheme -> scheme + "://")
                    .collect(Collectors.joining(", "));
        }
    }

    /**
     * Reads an address.
     *
     * @throws BadInputException if its scheme is not a stream's, or it is not an address
     */
    public static StreamAddress of(String written) {
        String scheme = written.replaceFirst("://.*", "").toLowerCase(Locale.ROOT);
        Optional<Protocol> protocol = Arrays.stream(Protocol.values())
                .filter(each -> each.has(scheme))
                .findFirst();
        StreamAddress address = new StreamAddress(
                written,
                protocol.orElseThrow(() -> new BadInputException("addresses that begin with " + scheme
                        + ":// are not known: take one of " + Protocol.listed())));
        address.requirePort();
        return address;
    }

    /** Without a port, FFmpeg would fail with nothing but "invalid argument". */
    private void requirePort() {
        boolean needed = protocol == Protocol.SRT || protocol == Protocol.UDP;
        if (needed && !secret.matches("[^?]*:\\d{1,5}(/[^?]*)?(\\?.*)?")) {
            throw new BadInputException("the address " + shown() + " needs a port, as in srt://127.0.0.1:9000");
        }
    }

    public String scheme() {
        return secret.replaceFirst("://.*", "").toLowerCase(Locale.ROOT);
    }

    /** Whether this side listens and the other connects: {@code mode=listener} for SRT, {@code listen=1} for RTMP. */
    public boolean isListening() {
        String query = query();
        return query.matches("(.*&)?(mode=listener|listen(=1)?)(&.*)?");
    }

    private String query() {
        try {
            return Optional.ofNullable(new URI(secret).getRawQuery()).orElse("");
        } catch (URISyntaxException odd) {
            return secret.contains("?") ? secret.substring(secret.indexOf('?') + 1) : "";
        }
    }

    /** The address without {@code listen}, which is Marotte's option and not the protocol's. */
    public String withoutListen() {
        return secret.replaceFirst("([?&])listen(=1)?(&|$)", "$1").replaceFirst("[?&]$", "");
    }

    /** The user part before the host: for WHIP, the token that the server wants. */
    public Optional<String> user() {
        Matcher found = USER.matcher(secret);
        return found.find()
                ? Optional.of(found.group().substring(2, found.group().length() - 1))
                : Optional.empty();
    }

    /** The address without {@link #user}. */
    public String withoutUser() {
        return USER.matcher(secret).replaceFirst("//");
    }

    /** The address without its secrets. */
    public String shown() {
        return shown(secret);
    }

    /** Any address without its secrets. */
    public static String shown(String address) {
        String nobody = USER.matcher(address).replaceFirst("//" + HIDDEN + "@");
        String keyless = KEY.matcher(nobody).replaceFirst("$1/" + HIDDEN);
        return QUERY.matcher(keyless).replaceFirst("?" + HIDDEN);
    }

    @Override
    public String toString() {
        return shown();
    }
}
