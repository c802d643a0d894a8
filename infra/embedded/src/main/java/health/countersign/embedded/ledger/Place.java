package health.countersign.embedded.ledger;

import java.nio.ByteBuffer;
import java.util.Comparator;

/** Where a transaction stands in the chain. */
record Place(long height, int index) implements Comparable<Place> {
    static final int BYTES = Long.BYTES + Integer.BYTES;
    /** After every other. */
    static final Place LAST = new Place(Long.MAX_VALUE, Integer.MAX_VALUE);

    private static final Comparator<Place> ORDER =
            Comparator.comparingLong(Place::height).thenComparingInt(Place::index);

    static Place from(byte[] bytes, int offset) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, BYTES);
        return new Place(buffer.getLong(), buffer.getInt());
    }

    ByteBuffer into(ByteBuffer buffer) {
        return buffer.putLong(height).putInt(index);
    }

    @Override
    public int compareTo(Place other) {
        return ORDER.compare(this, other);
    }
}
