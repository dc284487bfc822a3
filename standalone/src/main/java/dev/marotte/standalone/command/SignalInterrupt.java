package dev.marotte.standalone.command;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.jline.utils.Signals;

/**
 * Turns Ctrl-C, SIGTERM and a closed terminal (SIGHUP, unless nohup ignores it) into an interrupt of the command's thread, which then closes everything in
 * order.
 *
 * <p>A shutdown hook would not do: all hooks run at once, and ONNX Runtime's closes its environment under sessions that still compute, which
 * ends in a crash.
 */
public final class SignalInterrupt {
    /** When this passes, or at a second Ctrl-C, the process ends with stages still running; what they had not committed is done again. */
    private static final Duration CLOSING = Duration.ofSeconds(20);
    /** By convention a process that a signal ended exits with this plus the signal's number. */
    private static final int SIGNALLED = 128;

    private final Thread command;
    private final AtomicInteger signal = new AtomicInteger();

    private SignalInterrupt(Thread command) {
        this.command = command;
    }

    public static SignalInterrupt of(Thread command) {
        var interruption = new SignalInterrupt(command);
        Signals.register("HUP", () -> interruption.came(1));
        Signals.register("INT", () -> interruption.came(2));
        Signals.register("TERM", () -> interruption.came(15));
        return interruption;
    }

    /** @param otherwise the command's own exit code, if no signal came */
    public int exitCode(int otherwise) {
        return signal.get() == 0 ? otherwise : SIGNALLED + signal.get();
    }

    private void came(int number) {
        if (!signal.compareAndSet(0, number)) {
            Runtime.getRuntime().halt(SIGNALLED + number);
        }
        Thread.ofPlatform().daemon().name("impatience").start(this::endAfterAll);
        command.interrupt();
    }

    private void endAfterAll() {
        try {
            command.join(CLOSING);
            Runtime.getRuntime().halt(exitCode(PlainErrors.BROKEN));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
