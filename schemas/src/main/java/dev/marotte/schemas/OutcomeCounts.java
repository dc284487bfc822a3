package dev.marotte.schemas;

/**
 * The outcomes of a session's frames.
 *
 * @param rendered a picture that follows the driver's face
 * @param atRest the portrait unchanged, since no face had been seen yet
 * @param held the last picture stayed, since there was no face
 * @param holes indices that never came
 * @param duplicates messages that came more than once
 * @param repeated output frames that repeat a picture
 */
public record OutcomeCounts(
        long rendered,
        long atRest,
        long held,
        long droppedLate,
        long droppedNoIdentity,
        long droppedUnreadable,
        long holes,
        long duplicates,
        long repeated) {
    public static final OutcomeCounts NONE = new OutcomeCounts(0, 0, 0, 0, 0, 0, 0, 0, 0);

    /** With one more message. */
    public OutcomeCounts and(RenderedMessage message) {
        return switch (message) {
            case RenderedMessage.Rendered picture ->
                picture.atRest() ? plus(0, 1, 0, 0, 0, 0, 0, 0, 0) : plus(1, 0, 0, 0, 0, 0, 0, 0, 0);
            case RenderedMessage.Held _ -> plus(0, 0, 1, 0, 0, 0, 0, 0, 0);
            case RenderedMessage.Dropped dropped ->
                switch (dropped.reason()) {
                    case LATE -> plus(0, 0, 0, 1, 0, 0, 0, 0, 0);
                    case NO_IDENTITY -> plus(0, 0, 0, 0, 1, 0, 0, 0, 0);
                    case UNREADABLE -> plus(0, 0, 0, 0, 0, 1, 0, 0, 0);
                };
            case RenderedMessage.EndOfRendered _ -> this;
        };
    }

    /** With one more index that never came. */
    public OutcomeCounts andHole() {
        return plus(0, 0, 0, 0, 0, 0, 1, 0, 0);
    }

    /** With one more duplicate message. */
    public OutcomeCounts andDuplicate() {
        return plus(0, 0, 0, 0, 0, 0, 0, 1, 0);
    }

    /** With the number of output frames that repeat a picture. */
    public OutcomeCounts repeating(long frames) {
        return new OutcomeCounts(
                rendered, atRest, held, droppedLate, droppedNoIdentity, droppedUnreadable, holes, duplicates, frames);
    }

    /** Frames that came, with an outcome each. */
    public long arrived() {
        return rendered + atRest + held + dropped();
    }

    public long dropped() {
        return droppedLate + droppedNoIdentity + droppedUnreadable;
    }

    private OutcomeCounts plus(long... more) {
        return new OutcomeCounts(
                rendered + more[0],
                atRest + more[1],
                held + more[2],
                droppedLate + more[3],
                droppedNoIdentity + more[4],
                droppedUnreadable + more[5],
                holes + more[6],
                duplicates + more[7],
                repeated + more[8]);
    }
}
