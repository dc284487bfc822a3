package dev.marotte.render;

import dev.marotte.schemas.Decoded.Readable;
import dev.marotte.schemas.RenderedMessage;
import dev.marotte.schemas.Topics;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Keeps what is delivered, and refuses it as a broker may when it is told to. */
final class RecordingDelivery implements Delivery {
    private final Consumer<?, ?> consumer;
    private final List<RenderedMessage> outcomes = new ArrayList<>();
    private final List<ConsumedOffsets> commits = new ArrayList<>();
    private int letters;
    private int refusals;

    RecordingDelivery(Consumer<?, ?> consumer) {
        this.consumer = consumer;
    }

    void refuse(int times) {
        refusals = times;
    }

    @Override
    public boolean deliver(ConsumedOffsets input, List<ProducerRecord<byte[], byte[]>> output) {
        if (refusals > 0) {
            refusals--;
            input.first().forEach(consumer::seek);
            return false;
        }
        commits.add(input);
        output.forEach(this::note);
        return true;
    }

    private void note(ProducerRecord<byte[], byte[]> record) {
        if (record.topic().equals(Topics.RENDERED.name())
                && Topics.RENDERED.decode(record.value())
                        instanceof Readable<RenderedMessage>(RenderedMessage message)) {
            outcomes.add(message);
        } else {
            letters++;
        }
    }

    /** Of one session. */
    List<RenderedMessage> outcomes(String session) {
        return outcomes.stream()
                .filter(outcome -> outcome.stamp().session().value().equals(session))
                .toList();
    }

    List<ConsumedOffsets> commits() {
        return commits;
    }

    int letters() {
        return letters;
    }

    @Override
    public void close() {}
}
