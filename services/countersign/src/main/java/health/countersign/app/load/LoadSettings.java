package health.countersign.app.load;

/**
 * What is sent.
 *
 * @param changes how many are measured, after as many as {@code warmUp}
 * @param cards how many cards they are spread over
 * @param rate how many are sent in a second, whatever becomes of them
 * @param bytes size of the one entry of each change
 */
public record LoadSettings(int changes, int warmUp, int cards, double rate, int bytes, Distribution distribution) {
    public LoadSettings {
        if (changes < 1 || warmUp < 0 || cards < 1 || rate <= 0 || bytes < 1_024) {
            throw new IllegalArgumentException("numbers are positive, entries have 1,024 bytes at least");
        }
    }

    LoadSettings atRate(double other) {
        return new LoadSettings(changes, warmUp, cards, other, bytes, distribution);
    }
}
