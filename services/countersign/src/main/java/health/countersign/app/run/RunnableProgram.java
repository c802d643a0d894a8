package health.countersign.app.run;

import health.countersign.billing.BillingMain;
import health.countersign.insurance.InsuranceMain;
import health.countersign.medical.MedicalMain;
import health.countersign.notification.NotificationMain;
import health.countersign.platform.Launcher;
import health.countersign.validator.ValidatorMain;
import java.util.Locale;

/** What {@code countersign run} runs, each by the main of its own module. */
public enum RunnableProgram {
    MEDICAL,
    BILLING,
    INSURANCE,
    VALIDATOR,
    NOTIFICATION,
    BROKER,
    LEDGER;

    /** Starts it; it runs until the process is told to stop. */
    public void start(String... arguments) {
        switch (this) {
            case MEDICAL -> MedicalMain.main(arguments);
            case BILLING -> BillingMain.main(arguments);
            case INSURANCE -> InsuranceMain.main(arguments);
            case VALIDATOR -> ValidatorMain.main(arguments);
            case NOTIFICATION -> NotificationMain.main(arguments);
            case BROKER ->
                Launcher.run(
                        "broker",
                        BrokerProgramSettings.class,
                        (settings, platform) -> new BrokerVerticle(settings),
                        arguments);
            case LEDGER ->
                Launcher.run(
                        "ledger",
                        LedgerProgramSettings.class,
                        (settings, platform) -> new LedgerVerticle(settings),
                        arguments);
        }
    }

    /** As it is written on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
