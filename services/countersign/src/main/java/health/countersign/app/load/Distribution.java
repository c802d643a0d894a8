package health.countersign.app.load;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.IntSupplier;

/** Which card each change is for. */
public enum Distribution {
    /** Each card as often as every other. */
    UNIFORM {
        @Override
        IntSupplier over(int cards, long seed) {
            SplittableRandom random = new SplittableRandom(seed);
            return () -> random.nextInt(cards);
        }
    },
    /** The n-th card once for n times that the first is chosen (Zipf, exponent 1). */
    ZIPF {
        @Override
        IntSupplier over(int cards, long seed) {
            double[] upTo = new double[cards];
            double sum = 0;
            for (int card = 0; card < cards; card++) {
                sum += 1.0 / (card + 1);
                upTo[card] = sum;
            }
            double whole = sum;
            SplittableRandom random = new SplittableRandom(seed);
            return () -> {
                int place = Arrays.binarySearch(upTo, random.nextDouble() * whole);
                return Math.min(cards - 1, place < 0 ? -place - 1 : place + 1);
            };
        }
    };

    /** Cards by number, from 0, the same for the same seed. */
    abstract IntSupplier over(int cards, long seed);
}
