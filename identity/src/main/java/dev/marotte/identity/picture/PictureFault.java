package dev.marotte.identity.picture;

/** Says what is wrong with a picture file. */
public final class PictureFault extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String reason;

    private PictureFault(String reason) {
        super(reason);
        this.reason = reason;
    }

    /** Continues the sentence "it cannot be read:". */
    public String reason() {
        return reason;
    }

    static PictureFault cutOff() {
        return new PictureFault("it is cut off before its end; copy it once more");
    }

    static PictureFault damaged() {
        return new PictureFault("it is damaged, or a rare variety; save it as JPEG or PNG");
    }

    static PictureFault notRead(String what) {
        return new PictureFault(what);
    }
}
