package health.countersign.member.http;

import health.countersign.member.own.Arrivals;
import health.countersign.member.own.Self;
import health.countersign.member.own.Work;
import health.countersign.member.submit.Submitter;
import health.countersign.member.view.Sentences;
import io.vertx.ext.web.Router;
import java.time.InstantSource;

/** All doors of an organization's service, for callers whose token is already checked. */
public final class MemberApi {
    private final SubmitApi submit;
    private final ReadApi read;
    private final CitationApi cite;

    public MemberApi(
            Self self, Work work, Submitter submitter, Arrivals arrivals, InstantSource clock, Sentences sentences) {
        this.submit = new SubmitApi(self, work, submitter, new SubmitIdempotency(work, clock));
        this.read = new ReadApi(self, work, arrivals, clock, sentences);
        this.cite = new CitationApi(self, work, arrivals, clock);
    }

    public void mount(Router router) {
        submit.mount(router);
        read.mount(router);
        cite.mount(router);
    }
}
