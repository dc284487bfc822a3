package dev.marotte.broker.testing;

import java.util.List;
import java.util.Locale;
import org.apache.kafka.metadata.authorizer.StandardAuthorizer;
import org.apache.kafka.server.authorizer.Action;
import org.apache.kafka.server.authorizer.AuthorizableRequestContext;
import org.apache.kafka.server.authorizer.AuthorizationResult;

/** Kafka's own authorizer, which also writes on standard output what it has denied. Any thread. */
public final class TellingAuthorizer extends StandardAuthorizer {
    /** Begins each line. */
    static final String DENIED = "denied ";

    @Override
    public List<AuthorizationResult> authorize(AuthorizableRequestContext context, List<Action> actions) {
        List<AuthorizationResult> results = super.authorize(context, actions);
        for (int number = 0; number < results.size(); number++) {
            Action action = actions.get(number);
            if (results.get(number) == AuthorizationResult.DENIED && action.logIfDenied()) {
                System.out.println(DENIED + sentence(context, action));
            }
        }
        return results;
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
