package dev.marotte.sink.live;

import dev.marotte.schemas.StreamConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** All outputs of a session: sends each unit to each of them. Used by the play-out's thread. */
final class Broadcast implements Consumer<EncodedUnit>, AutoCloseable {
    private final List<OutputThread> outputs = new ArrayList<>();
    private boolean keyWanted;

    /**
     * Starts connecting the outputs.
     *
     * @param openers one for each output
     */
    void start(List<LiveOutput> wanted, EncodedForm form, Function<LiveOutput, OutputMuxer.Opener> openers) {
        wanted.forEach(output -> outputs.add(OutputThread.start(output, form, openers.apply(output))));
    }

    @Override
    public void accept(EncodedUnit unit) {
        for (OutputThread output : outputs) {
            keyWanted |= !output.offer(unit);
        }
    }

    /** Makes outputs that are behind continue with what is played out now. */
    void dropBacklog() {
        outputs.forEach(OutputThread::dropBacklog);
    }

    /** Whether an output has asked for a key frame since the last call. */
    boolean takeKeyWanted() {
        boolean wanted = keyWanted;
        keyWanted = false;
        return wanted;
    }

    List<StreamConnection> connections() {
        return outputs.stream().map(OutputThread::connection).toList();
    }

    /** Ends the outputs for good once they have taken what was given; {@link #close} waits for that. Without it, players wait for whoever takes over. */
    void finish() {
        outputs.forEach(OutputThread::finish);
    }

    @Override
    public void close() {
        outputs.forEach(OutputThread::end);
        outputs.forEach(OutputThread::close);
    }
}
