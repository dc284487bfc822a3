package dev.marotte.render;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Remembers the most recently used entries, up to a limit. One thread. */
final class LeastRecentlyUsed<K, V> {
    private final Map<K, V> values;

    LeastRecentlyUsed(int capacity) {
        this.values = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > capacity;
            }
        };
    }

    Optional<V> find(K key) {
        return Optional.ofNullable(values.get(key));
    }

    void remember(K key, V value) {
        values.put(key, value);
    }

    void forget(K key) {
        values.remove(key);
    }
}
