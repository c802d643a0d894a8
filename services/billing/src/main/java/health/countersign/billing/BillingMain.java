package health.countersign.billing;

import health.countersign.member.MemberSettings;
import health.countersign.member.MemberVerticle;
import health.countersign.platform.Launcher;

/** The program of an organization that keeps claims, invoices and payments. */
public final class BillingMain {
    private BillingMain() {}

    public static void main(String[] arguments) {
        Launcher.run(
                "billing",
                MemberSettings.class,
                (settings, platform) ->
                        new MemberVerticle(settings, platform, BillingRules.book(settings.ruleSettings())),
                arguments);
    }
}
