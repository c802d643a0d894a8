package health.countersign.notification;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import health.countersign.domain.CardId;
import health.countersign.domain.Proposal;
import health.countersign.domain.Section;
import health.countersign.notification.NotificationSettings.StreamSettings;
import health.countersign.platform.log.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Opens the dashboard in a real browser, if this machine has a Chromium. */
class DashboardIT {
    private static final List<String> ARGUMENTS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");
    private static final double PATIENCE_MILLIS = 30_000;

    @TempDir
    static Path directory;

    private static Stage stage;
    private static Playwright playwright;
    private static Browser browser;

    private final List<String> complaints = new ArrayList<>();
    private final Play play = new Play(stage.cast(), 17);

    @BeforeAll
    static void start() throws IOException {
        Optional<Path> chromium = chromium();
        if (chromium.isEmpty()) {
            System.out.println("DashboardIT is skipped: there is no chromium on the PATH of this machine");
        }
        assumeTrue(chromium.isPresent());
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(chromium.get())
                        .setArgs(ARGUMENTS));
        stage = Stage.start(directory, 10_000, StreamSettings.defaults());
    }

    private static Optional<Path> chromium() {
        return Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }

    @AfterAll
    static void stop() {
        if (stage != null) {
            stage.close();
        }
        if (playwright != null) {
            playwright.close();
        }
    }

    @Test
    void approvalsFillUpLiveUntilTheChangeIsCommitted() {
        Page page = open("#token=" + stage.token(Cast.RIVERSIDE));
        Proposal proposal = play.propose(play.card(0), Section.MEDICAL, Cast.RIVERSIDE);
        Locator row = page.locator("#change-" + proposal.id());

        stage.append(Topic.PROPOSALS, 0, play.submitted(proposal));
        eventually(row.locator(".chip[data-answer=awaited]")).hasCount(4, counted());
        stage.append(Topic.ANSWERS, 0, play.approved(proposal, Cast.ST_MARY));
        eventually(row.locator(".chip[data-answer=content]")).hasText("St. Mary", texted());
        stage.append(Topic.ANSWERS, 0, play.approved(proposal, Cast.NORTHSTAR));
        eventually(row.locator(".chip[data-answer=header]")).hasText("Northstar", texted());
        stage.commit(play, List.of(proposal), Cast.ST_MARY, Cast.NORTHSTAR);

        eventually(row.locator(".stage")).hasText("committed", texted());
        eventually(page.locator("#count-committed")).hasText("1", texted());
        Assertions.assertThat(complaints).isEmpty();
        page.close();
    }

    @Test
    void aRefusalShowsItsReasonAndACardItsHistory() {
        Page page = open("#token=" + stage.token(Cast.ST_MARY));
        CardId card = play.card(1);
        Proposal first = play.propose(card, Section.IDENTITY, Cast.RIVERSIDE);
        Proposal second = play.propose(card, Section.MEDICAL, Cast.LAKESIDE);
        stage.commit(play, List.of(first), Cast.ST_MARY, Cast.NORTHSTAR);
        stage.append(Topic.PROPOSALS, 1, play.submitted(second));
        stage.append(Topic.ANSWERS, 1, play.refused(second, Cast.RIVERSIDE, "encounter-outside", "/entries/0"));
        Locator row = page.locator("#change-" + second.id());

        eventually(row.locator(".note"))
                .hasText("Riverside Hospital refused: The entry begins outside its encounter.", texted());
        row.click();

        eventually(page.locator(".detail .step[data-kind=refused] .findings"))
                .containsText("encounter-outside", contained());
        eventually(page.locator(".versions > li")).hasCount(2, counted());
        eventually(page.locator(".versions > li[data-stage=committed]"))
                .containsText("Riverside Hospital", contained());
        page.locator(".versions > li[data-stage=committed] button").click();
        eventually(page.locator(".detail .step[data-kind=committed]")).containsText("transaction", contained());
        Assertions.assertThat(complaints).isEmpty();
        page.close();
    }

    @Test
    void withoutATokenThePageSaysWhatItNeeds() {
        Page page = open("");

        eventually(page.getByRole(AriaRole.DIALOG)).containsText("needs a token", contained());
        page.close();
    }

    @Test
    void thePageSaysThatItIsDisconnectedAndGoesOnWhereItWas() {
        Page page = open("#token=" + stage.token(Cast.RIVERSIDE));
        eventually(page.locator("#state-text")).hasText("live", texted());
        page.context().setOffline(true);
        stage.restart(10_000, StreamSettings.defaults());
        eventually(page.locator("#notice")).containsText("nothing is skipped", contained());
        Proposal proposal = play.propose(play.card(2), Section.MEDICAL, Cast.RIVERSIDE);
        stage.append(Topic.PROPOSALS, 2, play.submitted(proposal));
        page.context().setOffline(false);

        eventually(page.locator("#change-" + proposal.id())).isVisible(visible());
        eventually(page.locator("#state-text")).hasText("live", texted());
        page.close();
    }

    private Page open(String hash) {
        Page page = browser.newPage(new Browser.NewPageOptions().setViewportSize(1440, 900));
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
        page.navigate("http://127.0.0.1:" + stage.port() + "/" + hash);
        return page;
    }

    private static LocatorAssertions eventually(Locator locator) {
        return assertThat(locator);
    }

    private static LocatorAssertions.HasTextOptions texted() {
        return new LocatorAssertions.HasTextOptions().setTimeout(PATIENCE_MILLIS);
    }

    private static LocatorAssertions.HasCountOptions counted() {
        return new LocatorAssertions.HasCountOptions().setTimeout(PATIENCE_MILLIS);
    }

    private static LocatorAssertions.ContainsTextOptions contained() {
        return new LocatorAssertions.ContainsTextOptions().setTimeout(PATIENCE_MILLIS);
    }

    private static LocatorAssertions.IsVisibleOptions visible() {
        return new LocatorAssertions.IsVisibleOptions().setTimeout(PATIENCE_MILLIS);
    }
}
