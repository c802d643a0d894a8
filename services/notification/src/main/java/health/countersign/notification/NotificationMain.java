package health.countersign.notification;

import health.countersign.platform.Launcher;

/** Runs the notification service. */
public final class NotificationMain {
    private NotificationMain() {}

    public static void main(String[] arguments) {
        Launcher.run("notification", NotificationSettings.class, NotificationVerticle::new, arguments);
    }
}
