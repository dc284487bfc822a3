package dev.marotte.schemas;

/** A record that no stage could read: its position, the reason, its bytes. */
public record DeadLetter(String topic, int partition, long offset, String reason, Bytes key, Bytes value) {}
