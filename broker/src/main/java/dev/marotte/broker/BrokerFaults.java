package dev.marotte.broker;

import dev.marotte.schemas.BadInputException;
import java.nio.file.Path;
import java.util.function.Consumer;
import kafka.server.FaultHandlerFactory;
import org.apache.kafka.common.utils.internals.Exit;
import org.apache.kafka.server.fault.FaultHandler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Handles the broker's faults, so that its process can report what happened and shut down cleanly; Kafka would end the process on the
 * spot. For a failed disk, Kafka instead halts the virtual machine through a process-wide procedure: that is replaced as well, by the
 * last broker started.
 */
final class BrokerFaults implements FaultHandlerFactory {
    private static final Logger log = LoggerFactory.getLogger(BrokerFaults.class);

    private final Path folder;
    private final Consumer<RuntimeException> reaction;

    BrokerFaults(Path folder, Consumer<RuntimeException> reaction) {
        this.folder = folder;
        this.reaction = reaction;
        Exit.setHaltProcedure((_, _) -> reaction.accept(isFull() ? full() : unusable()));
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
                    reaction.accept(isFull() ? full() : new BrokerFailedException(what, fault));
                } else {
                    log.warn("the broker has a fault that it lives with", fault);
                }
                return fault;
            }
        };
    }

    /** Fails now rather than when the first pictures come. */
    void requireSpace() {
        if (isFull()) {
            throw full();
        }
    }

    private boolean isFull() {
        return folder.toFile().exists() && !EmbeddedBroker.hasSpace(folder);
    }

    private BadInputException full() {
        return new BadInputException("the disk of the data folder " + folder + " is full: less than 64 MB are left");
    }

    private BadInputException unusable() {
        return new BadInputException("the data folder " + folder + " cannot be read or written any more");
    }

    /** The exception that Kafka rethrows after a fault was handled. */
    static final class Fault extends RuntimeException {
        Fault(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }
}
