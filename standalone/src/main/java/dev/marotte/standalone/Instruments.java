package dev.marotte.standalone;

import dev.marotte.ingest.DrivingSource;
import dev.marotte.sink.Inlet;

/** What a bench puts around the ends of the chain to measure it. */
interface Instruments {
    /** None: as users run it. */
    Instruments NONE = new Instruments() {};

    /** How the stages begin. */
    default Order order() {
        return Order.TOGETHER;
    }

    /** Around the clip, before it is read. */
    default DrivingSource around(DrivingSource source) {
        return source;
    }

    /** Around what the sink reads. */
    default Inlet around(Inlet inlet) {
        return inlet;
    }
}
