package dev.marotte.standalone.session;

/** Receives a session's progress, a few times a second. */
public interface ProgressListener {
    /**
     * Reports the length of the work; called once, before anything else.
     *
     * @param generator id of the bundle that draws
     * @param frames expected in all
     */
    void begins(String generator, long frames);

    /** Reports how many of the driver's frames were tracked while there is no result yet, because the driver's rest has to be known first. */
    void lookedAt(long frames);

    /** @param expected frames in all, 0 if unknown */
    void progress(long frames, long expected);

    /** Reports that the session is done, but this process continues for other commands of this machine that have joined it. */
    void waitsForOthers();
}
