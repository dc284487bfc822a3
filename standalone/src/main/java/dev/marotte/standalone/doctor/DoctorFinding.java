package dev.marotte.standalone.doctor;

/** What doctor says of one thing. Public for the adapters of the natives. */
public record DoctorFinding(State state, String subject, String words) {
    public static DoctorFinding works(String subject, String words) {
        return new DoctorFinding(State.WORKS, subject, words);
    }

    public static DoctorFinding absent(String subject, String words) {
        return new DoctorFinding(State.ABSENT, subject, words);
    }

    public static DoctorFinding broken(String subject, String words) {
        return new DoctorFinding(State.BROKEN, subject, words);
    }

    /** How much it matters. */
    public enum State {
        WORKS("ok"),
        /** Not there, and Marotte works without it. */
        ABSENT("--"),
        /** Marotte cannot do its work. */
        BROKEN("!!");

        private final String mark;

        State(String mark) {
            this.mark = mark;
        }

        public String mark() {
            return mark;
        }
    }
}
