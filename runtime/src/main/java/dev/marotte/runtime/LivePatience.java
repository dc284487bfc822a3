package dev.marotte.runtime;

import dev.marotte.runtime.settings.Setting;
import dev.marotte.runtime.settings.Settings;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;

/**
 * Timeouts after which clients of live work give up on a silent broker. Kafka's own (30 s for an answer, 5 min between two metadata refreshes) are made
 * for work that may wait: a broker that is stopped or cut off keeps its connections open and is silent, so its clients would hang as well. None of these
 * timeouts ends any work: a request without an answer is sent again, for as long as Kafka's {@code delivery.timeout.ms} and
 * {@code default.api.timeout.ms} allow, and an idempotent producer writes nothing twice.
 *
 * @param answer after which a request is given up and its connection closed; it is then sent again to the broker or to the new leader. Longer than a busy
 *     broker takes, since each request that is given up is sent once more. Also how long a leader waits for its followers before it reports that they did
 *     not follow
 * @param leaders greatest age of a client's knowledge of the partition leaders. A leader that is cut off from the other brokers answers its consumers as
 *     if there were nothing new, so nothing else tells them that there is a new leader
 * @param connection for a broker to accept a connection; a client that waits for one does nothing else
 */
public record LivePatience(Duration answer, Duration leaders, Duration connection) {
    private static final Duration LONGEST = Duration.ofMinutes(5);

    /**
     * Backoff between two requests of the same kind, and between two connections to the same broker. A client sends its metadata request to the broker
     * that it is connecting to, and a silent broker accepts connections. So the retry backoff, with a jitter of a fifth, must end before a connection
     * that was given up is made again; otherwise a client that knows only the silent broker asks no other for as long as it is silent.
     */
    private static final Map<String, Object> BACKOFF = Map.of(
            CommonClientConfigs.RETRY_BACKOFF_MS_CONFIG, "50",
            CommonClientConfigs.RETRY_BACKOFF_MAX_MS_CONFIG, "100",
            CommonClientConfigs.RECONNECT_BACKOFF_MS_CONFIG, "250",
            CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, "1000");

    private static final Setting<Duration> ANSWER = Setting.duration(
            "live.answer.timeout",
            Duration.ofSeconds(2),
            Duration.ofSeconds(1),
            LONGEST,
            "Time after which clients of live work give up a request to a broker and retry; request.timeout.ms in --kafka overrides it.");

    private static final Setting<Duration> LEADERS = Setting.duration(
            "live.leader.age",
            Duration.ofSeconds(1),
            Duration.ofMillis(100),
            LONGEST,
            "Time after which clients of live work ask again which broker leads a partition; metadata.max.age.ms in --kafka overrides it.");

    private static final Setting<Duration> CONNECTION = Setting.duration(
            "live.connection.timeout",
            Duration.ofSeconds(2),
            Duration.ofMillis(100),
            LONGEST,
            "Time for a broker to accept a connection of live work; socket.connection.setup.timeout.ms in --kafka overrides it.");

    public static final List<Setting<?>> SETTINGS = List.of(ANSWER, LEADERS, CONNECTION);

    /** The values that hold where none are set. */
    public static final LivePatience PRESET = of(Settings.none());

    /** The values of the settings in force. */
    public static LivePatience of(Settings settings) {
        return new LivePatience(settings.get(ANSWER), settings.get(LEADERS), settings.get(CONNECTION));
    }

    /** The same as Kafka's settings, for clients of any kind; the map is the caller's. */
    Map<String, Object> client() {
        Map<String, Object> settings = new HashMap<>(BACKOFF);
        settings.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, millis(answer));
        settings.put(CommonClientConfigs.METADATA_MAX_AGE_CONFIG, millis(leaders));
        settings.put(CommonClientConfigs.SOCKET_CONNECTION_SETUP_TIMEOUT_MS_CONFIG, millis(connection));
        settings.put(CommonClientConfigs.SOCKET_CONNECTION_SETUP_TIMEOUT_MAX_MS_CONFIG, millis(connection));
        return settings;
    }

    private static String millis(Duration time) {
        return Long.toString(time.toMillis());
    }
}
