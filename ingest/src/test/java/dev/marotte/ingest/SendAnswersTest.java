package dev.marotte.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marotte.schemas.Topic;
import dev.marotte.schemas.Topics;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class SendAnswersTest {
    private final SendAnswers answers = new SendAnswers();

    @Test
    void sayingWhyARecordWasNotTaken() {
        answers.onCompletion(null, new TimeoutException("no answer"));
        answers.onCompletion(null, new IllegalStateException("later"));

        assertThatThrownBy(answers::throwFailure)
                .isInstanceOf(KafkaException.class)
                .hasCauseInstanceOf(TimeoutException.class);
    }

    @Test
    void aRunThatWasShutOutHearsJustThat() {
        answers.onCompletion(null, new TimeoutException("no answer"));
        answers.onCompletion(null, new ProducerFencedException("another run"));

        assertThatThrownBy(answers::throwFailure).isInstanceOf(ProducerFencedException.class);
    }

    @Test
    void onlyFramesAndLandmarksAreAheadOfTheNextStage() {
        assertThat(answers.lastOffset()).isEqualTo(-1);
        answers.onCompletion(taken(Topics.FRAMES, 7), null);
        answers.onCompletion(taken(Topics.AUDIO, 90), null);
        answers.onCompletion(taken(Topics.NEUTRALS, 80), null);

        assertThat(answers.lastOffset()).isEqualTo(7);
        answers.throwFailure();
    }

    private static RecordMetadata taken(Topic<?> topic, long offset) {
        return new RecordMetadata(new TopicPartition(topic.name(), 0), offset, 0, 0, 0, 0);
    }
}
