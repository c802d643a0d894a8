package health.countersign.validator;

import health.countersign.domain.Batch;
import health.countersign.domain.Bytes;
import health.countersign.domain.CanonicalJson;
import health.countersign.domain.ChangeId;
import health.countersign.domain.Event;
import health.countersign.domain.Event.ApprovalGiven;
import health.countersign.domain.Event.BatchDrafted;
import health.countersign.domain.Event.BatchSealed;
import health.countersign.domain.Event.ChangeCommitted;
import health.countersign.domain.Event.ProposalSubmitted;
import health.countersign.domain.OrganizationId;
import health.countersign.domain.Proposal;
import health.countersign.domain.Signature;
import health.countersign.embedded.broker.BrokerSettings;
import health.countersign.embedded.broker.EmbeddedBroker;
import health.countersign.embedded.ledger.EmbeddedLedgerNode;
import health.countersign.embedded.ledger.LedgerSettings;
import health.countersign.ledger.BigchainDbLedger;
import health.countersign.ledger.BigchainDbSettings;
import health.countersign.ledger.Draft;
import health.countersign.ledger.Transaction;
import health.countersign.platform.Program;
import health.countersign.platform.log.EventLog;
import health.countersign.platform.log.KafkaSettings;
import health.countersign.platform.log.LanePoll;
import health.countersign.platform.log.Recorded;
import health.countersign.platform.log.Topic;
import health.countersign.platform.log.TopicLane;
import health.countersign.platform.log.Topics;
import health.countersign.platform.operations.LogSettings;
import health.countersign.platform.operations.ManagementSettings;
import health.countersign.validator.stream.StreamsSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.awaitility.Awaitility;

/** A real broker, a real ledger node behind a gate, and members who approve and seal whatever comes. */
final class Stage implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 60;

    final Vertx vertx = Vertx.vertx();
    final Members members;
    final Gate gate;
    final EmbeddedLedgerNode node;
    final BigchainDbLedger ledger;
    final EventLog log;
    /** Everything on batches and outcomes, as it came. */
    final Queue<Recorded> seen = new ConcurrentLinkedQueue<>();

    private final Queue<BatchDrafted> unsealed = new ConcurrentLinkedQueue<>();
    private final List<Program> validators = new ArrayList<>();
    private final EmbeddedBroker broker;
    private final KafkaSettings kafka;
    private final Path directory;
    private volatile boolean sealing = true;

    Stage(Path directory, int lanes) {
        this.directory = directory;
        members = new Members(lanes);
        broker = EmbeddedBroker.start(BrokerSettings.in(directory.resolve("broker")));
        kafka = KafkaSettings.at(broker.bootstrapServers());
        node = await(EmbeddedLedgerNode.start(vertx, LedgerSettings.in(directory.resolve("ledger")), Members.ED25519));
        gate = await(Gate.start(vertx, node.uri()));
        ledger = new BigchainDbLedger(
                vertx, BigchainDbSettings.of(new BigchainDbSettings.Node(node.uri(), node.eventsUri())));
        await(Topics.create(vertx, kafka, lanes));
        log = EventLog.open(vertx, kafka, new SimpleMeterRegistry());
        members.geneses().forEach(genesis -> await(ledger.post(genesis)));
        members.geneses()
                .forEach(genesis -> until(() -> await(ledger.find(genesis.id())).isPresent()));
        await(log.readAll("members", TopicLane.all(Set.of(Topic.PROPOSALS), lanes), this::answer));
        await(log.readAll("sealers", TopicLane.all(Set.of(Topic.BATCHES, Topic.OUTCOMES), lanes), this::watch));
    }

    static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    static void until(Callable<Boolean> condition) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(PATIENCE_SECONDS))
                .pollInterval(Duration.ofMillis(10))
                .until(condition);
    }

    /** A validator in this JVM with a directory of this name. */
    Program validator(String name) {
        Program program = await(Program.start(settings(name), ValidatorVerticle::new));
        validators.add(program);
        return program;
    }

    ValidatorSettings settings(String name) {
        Path consortium = directory.resolve("consortium.json");
        try {
            Files.write(consortium, CanonicalJson.bytes(members.consortium().tree()));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return new ValidatorSettings(
                new ManagementSettings("127.0.0.1", 0),
                new LogSettings(LogSettings.Format.CONSOLE, LogSettings.Level.WARN),
                kafka,
                new StreamsSettings(
                        directory.resolve(name), "validator", 2, 1, Duration.ofMillis(10), Duration.ofSeconds(2)),
                new ValidatorSettings.LedgerNodes(
                        List.of(gate.uri()), List.of(node.eventsUri()), Duration.ofSeconds(2), Duration.ofMillis(500)),
                new ValidatorSettings.Pace(Duration.ZERO, Duration.ofSeconds(1), Duration.ofSeconds(60)),
                consortium);
    }

    /** Proposes a change; members approve it by themselves. */
    Future<?> submit(Proposal proposal) {
        int lane = proposal.header().card().lane(members.document().lanes());
        Event event = new ProposalSubmitted(proposal, Bytes.of(new byte[500]), List.of());
        return log.append(Topic.PROPOSALS, lane, proposal.header().card().value(), List.of(event));
    }

    private Future<Void> answer(LanePoll poll) {
        List<Event> south = new ArrayList<>();
        List<Event> insurer = new ArrayList<>();
        poll.events().forEach(event -> {
            Proposal proposal = ((ProposalSubmitted) event).proposal();
            south.add(new ApprovalGiven(members.approve(Members.SOUTH, proposal)));
            insurer.add(new ApprovalGiven(members.approve(Members.INSURER, proposal)));
        });
        return Future.all(
                        log.append(Topic.ANSWERS, poll.lane(), "south", south),
                        log.append(Topic.ANSWERS, poll.lane(), "insurer", insurer))
                .mapEmpty();
    }

    private Future<Void> watch(LanePoll poll) {
        seen.addAll(poll.records());
        poll.events().forEach(event -> {
            if (event instanceof BatchDrafted drafted) {
                unsealed.add(drafted);
            }
        });
        return sealing ? seal() : Future.succeededFuture();
    }

    /** From now on members do not seal, until they are told to. */
    void holdSeals() {
        sealing = false;
    }

    /** Members seal what was drafted, and go on doing so. */
    Future<Void> seal() {
        sealing = true;
        Future<Void> done = Future.succeededFuture();
        for (BatchDrafted drafted = unsealed.poll(); drafted != null; drafted = unsealed.poll()) {
            int lane = drafted.batch().lane();
            for (OrganizationId by : Members.ALL) {
                Event seal = new BatchSealed(members.seal(by, drafted.batch()));
                done = done.compose(v ->
                        log.append(Topic.SEALS, lane, by.value(), List.of(seal)).mapEmpty());
            }
        }
        return done;
    }

    /** Members seal another batch for the same head, with the first change only, and send it by themselves. */
    void overtake(BatchDrafted drafted) {
        Batch batch = members.batch(drafted);
        Batch other = new Batch(
                batch.consortium(),
                batch.lane(),
                batch.seq(),
                batch.parent(),
                99,
                batch.changes().subList(0, 1),
                List.of());
        Draft draft = members.transactions().draft(members.consortium().lanes().get(batch.lane()), other);
        Map<OrganizationId, Signature> seals = new HashMap<>();
        Members.ALL.forEach(
                by -> seals.put(by, members.seal(by, draft.position()).signature()));
        await(ledger.post(members.transactions()
                .assemble(draft, seals, Members.ED25519)
                .transaction()
                .orElseThrow()));
    }

    <E extends Event> List<E> events(Class<E> kind) {
        return seen.stream()
                .flatMap(record -> record.events().stream())
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    /** Waits until the outcomes say that all of these are committed. */
    void awaitCommitted(List<Proposal> proposals) {
        List<ChangeId> ids = proposals.stream().map(Proposal::id).toList();
        until(() -> {
            Set<ChangeId> committed = new HashSet<>();
            events(ChangeCommitted.class)
                    .forEach(event -> committed.add(event.subject().change()));
            return committed.containsAll(ids);
        });
    }

    /** The lane's transactions from the genesis on. */
    List<Transaction> chain(int lane) {
        List<Transaction> chain = new ArrayList<>();
        Transaction tx =
                await(ledger.head(members.consortium().lanes().get(lane))).orElseThrow();
        while (tx.parent().isPresent()) {
            chain.add(0, tx);
            tx = await(ledger.find(tx.parent().get().transactionId())).orElseThrow();
        }
        chain.add(0, tx);
        return chain;
    }

    /** A broker that outlives its directory ends the whole JVM, so it is closed whatever else fails. */
    @Override
    public void close() {
        try (broker) {
            gate.mode(Gate.Mode.OPEN);
            validators.forEach(program -> await(program.stop()));
            await(log.close());
            ledger.close();
            await(node.close());
            await(vertx.close());
        }
    }
}
