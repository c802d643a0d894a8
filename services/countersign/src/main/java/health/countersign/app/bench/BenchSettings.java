package health.countersign.app.bench;

/**
 * What is measured.
 *
 * @param changes how many are sent under load, after as many as {@code warmUp}
 * @param cards how many cards they are spread over
 * @param rate how many are sent in a second, whatever becomes of them
 * @param bytes size of the one entry of each change
 * @param single how many are sent one after the other on an idle system
 */
public record BenchSettings(int changes, int warmUp, int cards, double rate, int bytes, int single) {
    public BenchSettings {
        if (changes < 1 || warmUp < 0 || cards < 1 || rate <= 0 || bytes < 1_024 || single < 1) {
            throw new IllegalArgumentException("numbers are positive, entries have 1,024 bytes at least");
        }
    }
}
