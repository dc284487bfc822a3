package dev.marotte.broker;

import java.util.function.Consumer;
import kafka.server.FaultHandlerFactory;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.server.fault.FaultHandler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears of the broker's faults, so that the process it lives in can say what happened and finish in order; Kafka would end it on the
 * spot. A failed disk takes another way in Kafka, which halts the virtual machine through a process-wide procedure: that is replaced as
 * well, by the last broker started.
 */
final class BrokerFaults implements FaultHandlerFactory {
    private static final Logger log = LoggerFactory.getLogger(BrokerFaults.class);

    private final Consumer<BrokerFailedException> reaction;

    BrokerFaults(Consumer<BrokerFailedException> reaction) {
        this.reaction = reaction;
        Exit.setHaltProcedure((_, _) -> reaction.accept(new BrokerFailedException("the broker cannot use its folder")));
    }

    @Override
    public FaultHandler build(String name, boolean fatal, Runnable action) {
        return new FaultHandler() {
            @Override
            public RuntimeException handleFault(String message, @Nullable Throwable cause) {
                action.run();
                String what = name + ": " + message;
                Fault fault = new Fault(what, cause);
                if (fatal) {
                    reaction.accept(new BrokerFailedException(what, fault));
                } else {
                    log.warn("the broker has a fault that it lives with", fault);
                }
                return fault;
            }
        };
    }

    /** What Kafka throws on after a fault was handled. */
    static final class Fault extends RuntimeException {
        Fault(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }
}
