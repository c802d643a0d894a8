package health.countersign.medical;

import health.countersign.member.MemberSettings;
import health.countersign.member.MemberVerticle;
import health.countersign.platform.Launcher;

/** The program of an organization that keeps the clinical sections of a card, its identity and its consents. */
public final class MedicalMain {
    private MedicalMain() {}

    public static void main(String[] arguments) {
        Launcher.run(
                "medical",
                MemberSettings.class,
                (settings, platform) ->
                        new MemberVerticle(settings, platform, MedicalRules.book(settings.ruleSettings())),
                arguments);
    }
}
