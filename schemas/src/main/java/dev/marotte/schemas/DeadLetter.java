package dev.marotte.schemas;

/** A record that no stage could read: where it stood, why, its bytes. */
public record DeadLetter(String topic, int partition, long offset, String reason, Bytes key, Bytes value) {}
