package health.countersign.faults;

/** How large a run is: changes in all, the openings of cards among them. */
record RunSettings(int changes, int cards) {
    RunSettings {
        if (cards < 1 || changes < cards) {
            throw new IllegalArgumentException("there must be one card at least, and a change for each");
        }
    }
}
