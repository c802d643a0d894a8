package health.countersign.faults.world;

import health.countersign.app.consortium.Backbone;
import health.countersign.app.consortium.ProgramKind;
import health.countersign.domain.OrganizationId;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A backbone whose ledger nodes are reached by other addresses. */
record LedgerElsewhere(Backbone direct, List<LedgerAddress> ledger) implements Backbone {
    LedgerElsewhere {
        ledger = List.copyOf(ledger);
    }

    @Override
    public List<String> brokers() {
        return direct.brokers();
    }

    @Override
    public Duration betweenBatches() {
        return direct.betweenBatches();
    }

    @Override
    public Map<String, String> kafkaClient(OrganizationId organization, ProgramKind program) {
        return direct.kafkaClient(organization, program);
    }

    @Override
    public Map<String, Object> store(OrganizationId organization) {
        return direct.store(organization);
    }
}
