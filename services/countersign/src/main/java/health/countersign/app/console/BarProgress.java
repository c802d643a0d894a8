package health.countersign.app.console;

import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A bar on a terminal. */
final class BarProgress implements Progress {
    private static final int REDRAW_MILLISECONDS = 200;

    private final ProgressBar bar;

    BarProgress(String task, long total) {
        this.bar = new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(total > 0 ? total : -1)
                .setUpdateIntervalMillis(REDRAW_MILLISECONDS)
                .setStyle(ProgressBarStyle.UNICODE_BLOCK)
                .setMaxRenderedLength(100)
                .showSpeed()
                .build();
    }

    @Override
    public void at(long done) {
        bar.stepTo(done);
    }

    @Override
    public void step() {
        bar.step();
    }

    @Override
    public void remark(String text) {
        bar.setExtraMessage(text);
    }

    @Override
    public void close() {
        bar.close();
    }
}
