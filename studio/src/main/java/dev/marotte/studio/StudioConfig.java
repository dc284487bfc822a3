package dev.marotte.studio;

import dev.marotte.runtime.settings.Setting;
import dev.marotte.runtime.settings.Settings;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Settings of the studio.
 *
 * @param port 0 for the one that the folder's studio had before, else any free one
 * @param largestPicture of an upload, in bytes
 * @param slateAfter how long the last picture is held when nothing comes
 * @param idleAfter when a session that nobody drives ends
 * @param certificate and its key, PEM files; both or none
 * @param origins of pages, besides the studio's own, that may use the API
 * @param webhooks addresses that are notified of changes of sessions
 * @param webhookSecret that signs the notifications
 */
public record StudioConfig(
        String host,
        int port,
        int largestPicture,
        int sessionsPerToken,
        int framesPerSecond,
        Duration slateAfter,
        Duration idleAfter,
        String certificate,
        String certificateKey,
        Set<String> origins,
        List<String> webhooks,
        String webhookSecret) {
    private static final Setting<String> HOST = Setting.text(
            "studio.host",
            "127.0.0.1",
            "a host name or address",
            "Address at which the page is served; loopback by default.");
    private static final Setting<Integer> PORT = Setting.count(
            "studio.port", 0, 0, 65535, "port", "Port of the page; 0 means the previous one, or any free one.");
    private static final Setting<Integer> PICTURE =
            Setting.count("studio.picture.megabytes", 20, 1, 128, "MB", "Largest picture accepted for an enrolment.");
    private static final Setting<Integer> SESSIONS =
            Setting.count("studio.sessions.per.token", 4, 1, 1000, "sessions", "Open sessions allowed per token.");
    private static final Setting<Integer> FRAMES = Setting.count(
            "studio.frames.per.second", 60, 1, 240, "frames", "Frames a second accepted from one client.");
    private static final Setting<Duration> SLATE = Setting.duration(
            "studio.slate.after",
            Duration.ofSeconds(3),
            Duration.ofMillis(200),
            Duration.ofMinutes(10),
            "How long the page holds the last picture when nothing arrives before it shows the portrait at rest.");
    private static final Setting<Duration> IDLE = Setting.duration(
            "studio.idle.after",
            Duration.ofMinutes(5),
            Duration.ofSeconds(5),
            Duration.ofDays(1),
            "Time without anything from its client after which a session of the page is ended.");
    private static final Setting<String> CERTIFICATE = Setting.text(
            "studio.certificate",
            "",
            "a PEM file",
            "Certificate chain of the page's server; if set, the page is served over TLS.");
    private static final Setting<String> KEY =
            Setting.text("studio.certificate.key", "", "a PEM file", "Private key of that certificate.");
    private static final Setting<String> ORIGINS = Setting.text(
            "studio.origins",
            "",
            "origins, separated by commas",
            "Further origins whose pages may use the API, such as https://studio.example.org behind a proxy.");
    private static final Setting<String> WEBHOOKS = Setting.text(
            "studio.webhooks",
            "",
            "addresses, separated by commas",
            "Addresses to notify when a session begins, changes or ends.");
    private static final Setting<String> SECRET = Setting.text(
            "studio.webhook.secret",
            "",
            "at least 16 characters",
            "Key that signs the calls of webhooks; without it none are made.");

    public static final List<Setting<?>> SETTINGS =
            List.of(HOST, PORT, PICTURE, SESSIONS, FRAMES, SLATE, IDLE, CERTIFICATE, KEY, ORIGINS, WEBHOOKS, SECRET);

    private static final int MEGABYTE = 20;

    /** Reads the settings in force. */
    public static StudioConfig of(Settings settings) {
        return new StudioConfig(
                settings.get(HOST),
                settings.get(PORT),
                settings.get(PICTURE) << MEGABYTE,
                settings.get(SESSIONS),
                settings.get(FRAMES),
                settings.get(SLATE),
                settings.get(IDLE),
                settings.get(CERTIFICATE),
                settings.get(KEY),
                Set.copyOf(listed(settings.get(ORIGINS))),
                listed(settings.get(WEBHOOKS)),
                settings.get(SECRET));
    }

    private static List<String> listed(String words) {
        return Arrays.stream(words.split(","))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toList());
    }
}
