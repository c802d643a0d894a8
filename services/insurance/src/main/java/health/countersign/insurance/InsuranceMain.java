package health.countersign.insurance;

import health.countersign.member.MemberSettings;
import health.countersign.member.MemberVerticle;
import health.countersign.platform.Launcher;

/** The program of an organization that keeps coverage and the answers to claims. */
public final class InsuranceMain {
    private InsuranceMain() {}

    public static void main(String[] arguments) {
        Launcher.run(
                "insurance",
                MemberSettings.class,
                (settings, platform) ->
                        new MemberVerticle(settings, platform, InsuranceRules.book(settings.ruleSettings())),
                arguments);
    }
}
