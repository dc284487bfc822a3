package dev.marotte.broker.testing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Settings that make test brokers require TLS, a user's SCRAM password and an ACL for each operation, and the settings that clients need to
 * connect. Only {@link #ADMIN} may do everything; passwords and keys are new each time. Immutable.
 */
public final class BrokerSecurity {
    /** The user who grants the others their rights. */
    public static final String ADMIN = "admin";

    private static final String BROKER = "broker";
    private static final String MECHANISM = "SCRAM-SHA-512";
    private static final String PROTOCOL = "SASL_SSL";

    private final TestCertificate certificate;
    private final Map<String, String> passwords;

    private BrokerSecurity(TestCertificate certificate, Map<String, String> passwords) {
        this.certificate = certificate;
        this.passwords = passwords;
    }

    /** @param users that exist besides {@link #ADMIN}; without any rights at first */
    public static BrokerSecurity make(Path folder, List<String> users) throws IOException, InterruptedException {
        Map<String, String> passwords = new TreeMap<>();
        Stream.concat(Stream.of(BROKER, ADMIN), users.stream())
                .forEach(user -> passwords.put(user, UUID.randomUUID().toString()));
        return new BrokerSecurity(TestCertificate.make(folder), Map.copyOf(passwords));
    }

    /** Kafka settings for a client that is {@code user}, without {@code bootstrap.servers}. */
    public Map<String, String> client(String user) {
        return client(user, passwords.getOrDefault(user, ""));
    }

    /** Kafka settings for a client that claims to be {@code user}. */
    public Map<String, String> client(String user, String password) {
        Map<String, String> settings = new TreeMap<>(certificate.trust());
        settings.put("security.protocol", PROTOCOL);
        settings.put("sasl.mechanism", MECHANISM);
        settings.put("sasl.jaas.config", login(user, password));
        return settings;
    }

    /** Kafka settings for a client that trusts the brokers but does not authenticate. */
    public Map<String, String> nobody() {
        Map<String, String> settings = new TreeMap<>(certificate.trust());
        settings.put("security.protocol", "SSL");
        return settings;
    }

    /** Settings of each broker. Its own controller, reached without TLS on loopback, sees it as the user ANONYMOUS, which no client can be. */
    Map<String, String> broker() {
        Map<String, String> settings = new TreeMap<>(certificate.keys());
        settings.putAll(certificate.trust());
        settings.put(
                "listener.security.protocol.map",
                "CLIENTS:" + PROTOCOL + ",BROKERS:" + PROTOCOL + ",CONTROLLER:PLAINTEXT");
        settings.put("sasl.enabled.mechanisms", MECHANISM);
        settings.put("sasl.mechanism.inter.broker.protocol", MECHANISM);
        String login = login(BROKER, passwords.getOrDefault(BROKER, ""));
        settings.put("listener.name.clients.scram-sha-512.sasl.jaas.config", login);
        settings.put("listener.name.brokers.scram-sha-512.sasl.jaas.config", login);
        settings.put("authorizer.class.name", TellingAuthorizer.class.getName());
        settings.put("super.users", "User:" + BROKER + ";User:" + ADMIN + ";User:ANONYMOUS");
        return settings;
    }

    /** The users, in the form that the formatting of a broker's folder expects. */
    List<String> credentials() {
        return passwords.entrySet().stream()
                .map(user -> MECHANISM + "=[name=" + user.getKey() + ",password=" + user.getValue() + "]")
                .toList();
    }

    private static String login(String user, String password) {
        return "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"" + user + "\" password=\""
                + password + "\";";
    }
}
