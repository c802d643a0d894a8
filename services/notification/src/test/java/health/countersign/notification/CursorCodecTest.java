package health.countersign.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import health.countersign.domain.OrganizationId;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CursorCodecTest {
    private static final byte[] KEY = new byte[32];
    private static final CursorCodec CODEC = new CursorCodec(KEY, "a log", Cast.LANES);

    @Test
    void whatWasWrittenIsRead() {
        Progress progress = progress(new Random(4));

        Progress read = CODEC.decode(Cast.RIVERSIDE, CODEC.encode(Cast.RIVERSIDE, progress));

        assertThat(read.sequence()).isEqualTo(progress.sequence());
        for (int lane = 0; lane < Cast.LANES; lane++) {
            assertThat(read.lane(lane)).usingRecursiveComparison().isEqualTo(progress.lane(lane));
        }
    }

    @Test
    void noByteCanBeChanged() {
        String cursor = CODEC.encode(Cast.RIVERSIDE, progress(new Random(4)));
        byte[] bytes = Base64.getUrlDecoder().decode(cursor);

        for (int i = 0; i < bytes.length; i++) {
            byte[] tampered = bytes.clone();
            tampered[i] ^= 1;
            refused(
                    CODEC,
                    Cast.RIVERSIDE,
                    Base64.getUrlEncoder().withoutPadding().encodeToString(tampered));
        }
    }

    @Test
    void aCursorBelongsToOneSubscriberOneLogAndOneKey() {
        String cursor = CODEC.encode(Cast.RIVERSIDE, progress(new Random(4)));
        byte[] otherKey = KEY.clone();
        otherKey[0] = 1;

        refused(CODEC, Cast.ST_MARY, cursor);
        refused(new CursorCodec(KEY, "another log", Cast.LANES), Cast.RIVERSIDE, cursor);
        refused(new CursorCodec(otherKey, "a log", Cast.LANES), Cast.RIVERSIDE, cursor);
    }

    @Test
    void whatIsNoCursorIsRefused() {
        String cursor = CODEC.encode(Cast.RIVERSIDE, progress(new Random(4)));

        for (String other :
                List.of("", "A", "now!", cursor + "=", cursor + "A", cursor.substring(2), "A".repeat(100_000))) {
            refused(CODEC, Cast.RIVERSIDE, other);
        }
    }

    private static void refused(CursorCodec codec, OrganizationId subscriber, String cursor) {
        assertThatExceptionOfType(InvalidCursorException.class).isThrownBy(() -> codec.decode(subscriber, cursor));
    }

    private static Progress progress(Random random) {
        Marks[] marks = new Marks[Cast.LANES];
        Arrays.setAll(marks, lane -> {
            long[] offsets = random.longs(Flow.TOPICS.size(), 0, 1L << 40).toArray();
            int[] indexes = random.ints(Flow.TOPICS.size(), 0, 1 << 20).toArray();
            long[] lookback = Arrays.stream(offsets).map(offset -> offset / 2).toArray();
            return new Marks(offsets, indexes, lookback);
        });
        return new Progress(List.of(marks), random.nextInt(1 << 30));
    }
}
