package dev.marotte.schemas;

/**
 * What became of a session's frames.
 *
 * @param held the last picture stayed: no face in them
 * @param holes indices that never came
 * @param duplicates messages that came again
 * @param repeated frames of the output that show a picture again
 */
public record OutcomeCounts(
        long rendered,
        long held,
        long droppedLate,
        long droppedNoIdentity,
        long droppedUnreadable,
        long holes,
        long duplicates,
        long repeated) {
    public static final OutcomeCounts NONE = new OutcomeCounts(0, 0, 0, 0, 0, 0, 0, 0);

    /** With one more message. */
    public OutcomeCounts and(RenderedMessage message) {
        return switch (message) {
            case RenderedMessage.Rendered _ -> plus(1, 0, 0, 0, 0, 0, 0, 0);
            case RenderedMessage.Held _ -> plus(0, 1, 0, 0, 0, 0, 0, 0);
            case RenderedMessage.Dropped dropped ->
                switch (dropped.reason()) {
                    case LATE -> plus(0, 0, 1, 0, 0, 0, 0, 0);
                    case NO_IDENTITY -> plus(0, 0, 0, 1, 0, 0, 0, 0);
                    case UNREADABLE -> plus(0, 0, 0, 0, 1, 0, 0, 0);
                };
            case RenderedMessage.EndOfRendered _ -> this;
        };
    }

    /** With one more index that never came. */
    public OutcomeCounts andHole() {
        return plus(0, 0, 0, 0, 0, 1, 0, 0);
    }

    /** With one more message that had come before. */
    public OutcomeCounts andDuplicate() {
        return plus(0, 0, 0, 0, 0, 0, 1, 0);
    }

    /** With the number of output frames that show a picture again. */
    public OutcomeCounts repeating(long frames) {
        return new OutcomeCounts(
                rendered, held, droppedLate, droppedNoIdentity, droppedUnreadable, holes, duplicates, frames);
    }

    public long dropped() {
        return droppedLate + droppedNoIdentity + droppedUnreadable;
    }

    private OutcomeCounts plus(long... more) {
        return new OutcomeCounts(
                rendered + more[0],
                held + more[1],
                droppedLate + more[2],
                droppedNoIdentity + more[3],
                droppedUnreadable + more[4],
                holes + more[5],
                duplicates + more[6],
                repeated + more[7]);
    }
}
