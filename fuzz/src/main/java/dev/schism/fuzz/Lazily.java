// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Streams of candidates that make nothing before it is asked for, however many there are. */
final class Lazily {

    private Lazily() {}

    /**
     * Joins streams in order. Unlike {@link Stream#flatMap} it takes one element at a time from a stream also where an
     * iterator asks, and unlike a chain of {@link Stream#concat} it costs no depth of the stack.
     */
    static <T> Stream<T> joined(Stream<Stream<T>> streams) {
        Iterator<T> joined = new Joined<>(streams.iterator());
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(joined, Spliterator.ORDERED), false);
    }

    private static final class Joined<T> implements Iterator<T> {

        private final Iterator<Stream<T>> streams;
        private Iterator<T> current = Collections.emptyIterator();

        Joined(Iterator<Stream<T>> streams) {
            this.streams = streams;
        }

        @Override
        public boolean hasNext() {
            while (!current.hasNext() && streams.hasNext()) {
                current = streams.next().iterator();
            }
            return current.hasNext();
        }

        @Override
        public T next() {
            if (!hasNext()) {
                throw new NoSuchElementException("joined streams must have another element: none is left");
            }
            return current.next();
        }
    }
}
