package dev.marotte.runtime;

import dev.marotte.runtime.settings.Setting;
import dev.marotte.runtime.settings.Settings;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;

/**
 * How long the clients of live work wait for a broker that says nothing. Kafka's own times (30 s for an answer, 5 min between two looks at who
 * leads a partition) are made for work that may wait: a broker that is stopped or cut off keeps its connections and is silent, so its clients would be as
 * well. None of these ends anything: what got no answer is asked or sent again, for as long as Kafka's {@code delivery.timeout.ms} and
 * {@code default.api.timeout.ms} allow, and an idempotent producer sends nothing twice.
 *
 * @param answer after which a request is given up, its connection closed, and the broker asked again or whoever leads by then. Longer than a busy
 *     broker takes: each that is given up is sent once more. Also how long a leader waits for its followers before it says that it could not
 * @param leaders greatest age of what a client knows of who leads which partition. A leader that is cut off from the other brokers answers its
 *     consumers as if nothing were new, so nothing else tells them that another one leads
 * @param connection for a broker to take a connection; whoever waits for one does nothing else
 */
public record LivePatience(Duration answer, Duration leaders, Duration connection) {
    private static final Duration LONGEST = Duration.ofMinutes(5);

    /**
     * Between two requests of the same kind, and two connections to the same broker. A client asks who leads at whatever broker it is connecting to, and
     * a silent one takes connections. So the first of these, with a fifth of chance on it, has to be over before a connection that was given up is made
     * anew, or a client that knows the silent broker alone asks no other for as long as it is silent.
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
            "After which clients of live work give up a request to a broker and ask again; request.timeout.ms of --kafka wins.");

    private static final Setting<Duration> LEADERS = Setting.duration(
            "live.leader.age",
            Duration.ofSeconds(1),
            Duration.ofMillis(100),
            LONGEST,
            "After which clients of live work ask anew which broker leads a partition; metadata.max.age.ms of --kafka wins.");

    private static final Setting<Duration> CONNECTION = Setting.duration(
            "live.connection.timeout",
            Duration.ofSeconds(2),
            Duration.ofMillis(100),
            LONGEST,
            "For a broker to take a connection of live work; socket.connection.setup.timeout.ms of --kafka wins.");

    public static final List<Setting<?>> SETTINGS = List.of(ANSWER, LEADERS, CONNECTION);

    /** What holds where nobody says anything. */
    public static final LivePatience PRESET = of(Settings.none());

    /** What the settings in force say. */
    public static LivePatience of(Settings settings) {
        return new LivePatience(settings.get(ANSWER), settings.get(LEADERS), settings.get(CONNECTION));
    }

    /** The same in Kafka's words, for clients of any kind; the map is the caller's. */
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
