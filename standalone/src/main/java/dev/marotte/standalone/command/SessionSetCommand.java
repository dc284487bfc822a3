package dev.marotte.standalone.command;

import dev.marotte.runtime.Cluster;
import dev.marotte.schemas.BadInputException;
import dev.marotte.schemas.IdentityRef;
import dev.marotte.schemas.LiveControls;
import dev.marotte.schemas.MotionKind;
import dev.marotte.schemas.MotionSettings;
import dev.marotte.schemas.Session;
import dev.marotte.standalone.session.IdentityService;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code marotte session set}: directs an open session. */
@Command(
        name = "set",
        description = "Controls an open session; changes take effect within half a second.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {"", "Example:  marotte session set s-1 --identity mona --head 0.5 --reanchor"})
final class SessionSetCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private OneSession session;

    @Option(names = "--identity", paramLabel = "NAME", description = "Another face: one enrolled with marotte enrol.")
    private Optional<String> identity = Optional.empty();

    @Option(names = "--head", paramLabel = "STRENGTH", description = "Strength of the head's motion, 0 to 3.")
    private Optional<Float> head = Optional.empty();

    @Option(names = "--expression", paramLabel = "STRENGTH", description = "Strength of the expression, 0 to 3.")
    private Optional<Float> expression = Optional.empty();

    @Option(names = "--reanchor", description = "Take the driver's current face as its neutral face.")
    private boolean reanchor;

    @Option(names = "--freeze", description = "Hold the picture; the sound continues.")
    private boolean freeze;

    @Option(names = "--unfreeze", description = "Let the picture move again.")
    private boolean unfreeze;

    @Option(names = "--slate", description = "Show the slate at once, in silence.")
    private boolean slate;

    @Option(names = "--no-slate", description = "Show the avatar again.")
    private boolean noSlate;

    @Override
    public Integer call() throws InterruptedException {
        requireSomething();
        session.print(spec.commandLine().getOut(), (id, store, cluster) -> {
            UnaryOperator<Session> face =
                    identity.map(name -> wearing(name, cluster)).orElse(UnaryOperator.identity());
            Session changed = store.change(id, before -> directed(face.apply(before)));
            return List.of("session " + id + " is changed: "
                    + changed.identity().name() + ", " + SessionWords.direction(changed));
        });
        return 0;
    }

    private void requireSomething() {
        boolean named = identity.isPresent() || head.isPresent() || expression.isPresent();
        boolean pressed = reanchor || freeze || unfreeze || slate || noSlate;
        if (!named && !pressed) {
            throw new BadInputException("nothing is to be changed; see marotte session set --help");
        }
        if ((freeze && unfreeze) || (slate && noSlate)) {
            throw new BadInputException("a thing and its contrary cannot both be done; leave one of the two out");
        }
    }

    private static UnaryOperator<Session> wearing(String name, Cluster cluster) {
        try (var identities = new IdentityService(cluster)) {
            IdentityRef ref = identities.require(name);
            MotionKind kind = identities.motionOf(name);
            return session -> session.as(ref, kind);
        }
    }

    private Session directed(Session before) {
        return before.moving(strengths(before.settings().motion())).under(pressed(before.controls()));
    }

    private MotionSettings strengths(MotionSettings before) {
        return CheckedInput.checked(() -> {
            MotionSettings turned = head.map(before::withHead).orElse(before);
            return expression.map(turned::withExpression).orElse(turned);
        });
    }

    private LiveControls pressed(LiveControls before) {
        LiveControls held = before.frozen((before.frozen() || freeze) && !unfreeze);
        LiveControls shown = held.slate((held.slate() || slate) && !noSlate);
        return reanchor ? shown.reanchored() : shown;
    }
}
