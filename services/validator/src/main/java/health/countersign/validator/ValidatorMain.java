package health.countersign.validator;

import health.countersign.platform.Launcher;

/** The validator as a program of its own. */
public final class ValidatorMain {
    private ValidatorMain() {}

    public static void main(String... arguments) {
        Launcher.run("validator", ValidatorSettings.class, ValidatorVerticle::new, arguments);
    }
}
