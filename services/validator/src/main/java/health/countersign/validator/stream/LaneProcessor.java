package health.countersign.validator.stream;

import health.countersign.domain.Consortium;
import health.countersign.domain.Event;
import health.countersign.domain.Event.BatchDrafted;
import health.countersign.domain.Event.TimeAsked;
import health.countersign.domain.Event.TransactionAssembled;
import health.countersign.domain.MalformedException;
import health.countersign.domain.SignatureVerifier;
import health.countersign.json.MalformedJsonException;
import health.countersign.platform.log.EventCodec;
import health.countersign.platform.log.Topic;
import health.countersign.platform.log.TopicLane;
import health.countersign.validator.lane.LaneBook;
import health.countersign.validator.lane.Moment;
import health.countersign.validator.lane.Reaction;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads a lane's records to its book and passes on what the book says, in one transaction. */
final class LaneProcessor implements Processor<byte[], byte[], byte[], byte[]> {
    private static final Logger LOG = LoggerFactory.getLogger(LaneProcessor.class);
    private static final Duration AT_ONCE = Duration.ofMillis(1);
    /** Outcomes of one event can be many, where much depended on what ended. */
    private static final int EVENTS_IN_A_RECORD = 500;

    private final Consortium consortium;
    private final SignatureVerifier verifier;
    private final LanePace pace;
    private final LaneBoard board;
    private ProcessorContext<byte[], byte[]> context;
    private LaneBook book;
    private int lane;
    private Optional<Cancellable> ticking = Optional.empty();
    private Optional<Cancellable> nextDraft = Optional.empty();
    private long lastDraft;
    private long lastAnswer;

    LaneProcessor(Consortium consortium, SignatureVerifier verifier, LanePace pace, LaneBoard board) {
        this.consortium = consortium;
        this.verifier = verifier;
        this.pace = pace;
        this.board = board;
    }

    /** Also after a task was moved or its state was thrown away: everything in memory comes from the store. */
    @Override
    public void init(ProcessorContext<byte[], byte[]> processorContext) {
        context = processorContext;
        lane = context.taskId().partition();
        book = new LaneBook(consortium, lane, verifier, new StoredTable(context.getStateStore(LaneTopology.STORE)));
        lastDraft = 0;
        lastAnswer = context.currentSystemTimeMs();
        ticking = Optional.empty();
        nextDraft = Optional.empty();
        if (book.mayDraft()) {
            draftIn(AT_ONCE);
        }
        askWhileSomethingIsDue();
        LOG.atInfo()
                .addKeyValue("lane", lane)
                .addKeyValue("seq", book.ledger().seq())
                .addKeyValue("waiting", book.waiting())
                .log("a lane is decided here");
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        RecordMetadata metadata = context.recordMetadata().orElseThrow();
        Topic topic = Topic.of(metadata.topic()).orElseThrow();
        if (topic == Topic.ANSWERS) {
            lastAnswer = context.currentSystemTimeMs();
        }
        List<Event> events;
        try {
            events = EventCodec.decode(record.value() == null ? new byte[0] : record.value());
        } catch (MalformedJsonException | MalformedException | IllegalArgumentException e) {
            park(record, "record-malformed", metadata);
            return;
        }
        Instant appended = Instant.ofEpochMilli(record.timestamp());
        for (int i = 0; i < events.size(); i++) {
            Event event = events.get(i);
            if (!topic.takes(event) || !new TopicLane(topic, lane).isPlaceOf(event)) {
                park(record.withValue(EventCodec.encode(List.of(event))), "event-misplaced", metadata);
                continue;
            }
            Reaction reaction = book.hear(event, Moment.of(appended, metadata.offset(), i));
            reaction.misfits()
                    .forEach(reason -> park(record.withValue(EventCodec.encode(List.of(event))), reason, metadata));
            pass(reaction, record.timestamp());
        }
        draft(record.timestamp());
        askWhileSomethingIsDue();
    }

    /** While anything has a deadline only: whatever is scheduled costs a transaction each time. */
    private void askWhileSomethingIsDue() {
        if (book.nextDeadline().isEmpty()) {
            ticking.ifPresent(Cancellable::cancel);
            ticking = Optional.empty();
        } else if (ticking.isEmpty()) {
            ticking = Optional.of(context.schedule(pace.tick(), PunctuationType.WALL_CLOCK_TIME, this::askForTheTime));
        }
    }

    private void askForTheTime(long wallClock) {
        book.nextDeadline().ifPresent(deadline -> {
            Duration wait = deadline.toEpochMilli() < wallClock ? pace.tick() : pace.idleTick();
            if (wallClock - lastAnswer >= wait.toMillis()) {
                lastAnswer = wallClock;
                forward(LaneTopology.OUTCOMES, List.of(new TimeAsked(lane)), wallClock);
            }
        });
        askWhileSomethingIsDue();
    }

    /** Drafts if it may; where nothing can be drafted but for the pace, again when that allows it. */
    private void draft(long timestamp) {
        long wait = lastDraft + pace.pauseMillis(book.setbacks()) - context.currentSystemTimeMs();
        if (book.mayDraft() && wait <= 0) {
            Reaction reaction = book.draft();
            if (!reaction.said().isEmpty()) {
                lastDraft = context.currentSystemTimeMs();
            }
            pass(reaction, timestamp);
        } else if (book.mayDraft() && nextDraft.isEmpty()) {
            draftIn(Duration.ofMillis(wait));
        }
        board.waiting(lane, book.waiting());
    }

    private void draftIn(Duration wait) {
        nextDraft = Optional.of(context.schedule(wait, PunctuationType.WALL_CLOCK_TIME, wallClock -> {
            nextDraft.ifPresent(Cancellable::cancel);
            nextDraft = Optional.empty();
            draft(wallClock);
        }));
    }

    private void pass(Reaction reaction, long timestamp) {
        reaction.alarms().forEach(words -> {
            LOG.atError().addKeyValue("lane", lane).addKeyValue("alarm", words).log("somebody should look");
            board.alarm();
        });
        Map<String, List<Event>> bySink = new TreeMap<>();
        for (Event event : reaction.said()) {
            bySink.computeIfAbsent(sink(event), sink -> new ArrayList<>()).add(event);
        }
        bySink.forEach((sink, events) -> {
            for (int from = 0; from < events.size(); from += EVENTS_IN_A_RECORD) {
                int to = Math.min(events.size(), from + EVENTS_IN_A_RECORD);
                forward(sink, events.subList(from, to), timestamp);
            }
        });
        if (bySink.containsKey(LaneTopology.BATCHES)) {
            // Only now somebody waits: a transaction costs many requests, so nothing else makes one.
            context.commit();
        }
    }

    private static String sink(Event event) {
        boolean ofBatch = event instanceof BatchDrafted || event instanceof TransactionAssembled;
        return ofBatch ? LaneTopology.BATCHES : LaneTopology.OUTCOMES;
    }

    private void forward(String sink, List<Event> events, long timestamp) {
        context.forward(new Record<>(laneKey(), EventCodec.encode(events), timestamp), sink);
    }

    private void park(Record<byte[], byte[]> record, String reason, RecordMetadata metadata) {
        LOG.atWarn()
                .addKeyValue("source", metadata.topic() + "/" + metadata.partition() + "/" + metadata.offset())
                .addKeyValue("reason", reason)
                .log("an event counts for nothing");
        RecordHeaders headers = new RecordHeaders();
        headers.add("reason", utf8(reason));
        headers.add("source", utf8(metadata.topic() + "/" + metadata.partition() + "/" + metadata.offset()));
        headers.add("reader", utf8("validator"));
        byte[] value = record.value() == null ? new byte[0] : record.value();
        context.forward(new Record<>(laneKey(), value, record.timestamp(), headers), LaneTopology.DEAD_LETTERS);
        board.parked();
    }

    private byte[] laneKey() {
        return utf8(String.valueOf(lane));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
