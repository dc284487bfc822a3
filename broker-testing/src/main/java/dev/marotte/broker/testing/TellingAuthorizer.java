package dev.marotte.broker.testing;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.metadata.authorizer.StandardAuthorizer;
import org.apache.kafka.server.authorizer.Action;
import org.apache.kafka.server.authorizer.AuthorizableRequestContext;
import org.apache.kafka.server.authorizer.AuthorizationResult;

/** Kafka's own authorizer, which also writes to standard output what it denies, and, once each, what it allows. Any thread. */
public final class TellingAuthorizer extends StandardAuthorizer {
    /** Begins a line. */
    static final String DENIED = "denied ";

    /** Begins a line. */
    static final String ALLOWED = "allowed ";

    private final Set<String> allowed = ConcurrentHashMap.newKeySet();

    @Override
    public List<AuthorizationResult> authorize(AuthorizableRequestContext context, List<Action> actions) {
        List<AuthorizationResult> results = super.authorize(context, actions);
        for (int number = 0; number < results.size(); number++) {
            Action action = actions.get(number);
            String sentence = sentence(context, action);
            if (results.get(number) == AuthorizationResult.ALLOWED) {
                tellAllowed(sentence);
            } else if (action.logIfDenied()) {
                System.out.println(DENIED + sentence);
            }
        }
        return results;
    }

    private void tellAllowed(String sentence) {
        if (allowed.add(sentence)) {
            System.out.println(ALLOWED + sentence);
        }
    }

    private static String sentence(AuthorizableRequestContext context, Action action) {
        return String.join(
                " ",
                context.principal().getName(),
                action.operation().name().toLowerCase(Locale.ROOT),
                action.resourcePattern().resourceType().name().toLowerCase(Locale.ROOT),
                action.resourcePattern().name());
    }
}
