package health.countersign.notification;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/**
 * What comes next for one subscription, entitled to it or not: from the window, or from the log where the window no
 * longer reaches. Progress says exactly what was had, so going from one to the other repeats nothing and leaves out
 * nothing.
 */
final class Feed {
    /** Opens replays. */
    interface Archive {
        /** Begins to read what comes after the progress; fails with {@link ExpiredException} if some of it is gone. */
        Future<Replay> open(Progress progress, Runnable signal);
    }

    /** Who takes what the feed has. */
    interface Taker {
        /** There may be more. */
        void more();

        /** This was lost in the midst of the stream. */
        void lost(List<ExpiredException.Gap> gaps);

        /** Reading from the log failed otherwise. */
        void failed(Throwable failure);
    }

    private final Window window;
    private final Archive archive;
    private final Progress progress;
    private final Taker taker;
    private Optional<Replay> replay = Optional.empty();
    private boolean opening;
    private boolean closed;
    private long at;

    Feed(Window window, Archive archive, Progress progress, Taker taker) {
        this.window = window;
        this.archive = archive;
        this.progress = progress;
        this.taker = taker;
    }

    /** Finds the beginning; fails with {@link ExpiredException} if the log no longer has it. */
    Future<Void> start() {
        if (window.covers(progress)) {
            at = window.first();
            return Future.succeededFuture();
        }
        return open();
    }

    /** The next entry that the progress does not have, if one is there now. */
    Optional<Told> next() {
        while (!opening && !closed) {
            Optional<Told> entry = replay.isPresent() ? replayed(replay.get()) : windowed();
            if (entry.isEmpty() || !progress.has(entry.get().notification().place())) {
                return entry;
            }
        }
        return Optional.empty();
    }

    void close() {
        closed = true;
        replay.ifPresent(Replay::close);
    }

    private Optional<Told> windowed() {
        if (at < window.first()) {
            reopen();
            return Optional.empty();
        }
        if (at == window.end()) {
            window.reach(progress);
            return Optional.empty();
        }
        return Optional.of(window.get(at++));
    }

    private Optional<Told> replayed(Replay from) {
        Optional<Told> entry = from.poll();
        if (entry.isPresent()) {
            return entry;
        }
        from.reach(progress);
        if (!window.covers(progress)) {
            return Optional.empty();
        }
        from.close();
        replay = Optional.empty();
        at = window.first();
        return windowed();
    }

    /** Fell behind the window: whatever the log lost meanwhile is said, the rest goes on from the log. */
    private void reopen() {
        if (window.covers(progress)) {
            at = window.first();
            taker.more();
            return;
        }
        open().onSuccess(v -> taker.more()).onFailure(failure -> {
            if (failure instanceof ExpiredException expired) {
                expired.skip(progress);
                taker.lost(expired.gaps());
                taker.more();
            } else {
                taker.failed(failure);
            }
        });
    }

    private Future<Void> open() {
        opening = true;
        return archive.open(progress.copy(), taker::more)
                .onComplete(opened -> opening = false)
                .onSuccess(opened -> {
                    replay = Optional.of(opened);
                    if (closed) {
                        opened.close();
                    }
                })
                .mapEmpty();
    }
}
