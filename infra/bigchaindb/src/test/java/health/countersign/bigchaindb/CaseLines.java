package health.countersign.bigchaindb;

import java.util.Optional;
import org.junit.jupiter.api.extension.BeforeTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;

/** Prints one line for each case and ledger. */
final class CaseLines implements TestWatcher, BeforeTestExecutionCallback {
    private static final ExtensionContext.Namespace OURS = ExtensionContext.Namespace.create(CaseLines.class);
    private static final String BEGUN = "begun";
    private static final String LEDGER = "ledger";

    @Override
    public void beforeTestExecution(ExtensionContext context) {
        LedgerNodeContract contract = (LedgerNodeContract) context.getRequiredTestInstance();
        context.getStore(OURS).put(LEDGER, contract.underTest().name());
        context.getStore(OURS).put(BEGUN, System.nanoTime());
    }

    @Override
    public void testSuccessful(ExtensionContext context) {
        print(context, "holds");
    }

    @Override
    public void testFailed(ExtensionContext context, Throwable cause) {
        print(context, "FAILS");
    }

    @Override
    public void testAborted(ExtensionContext context, Throwable cause) {
        print(context, "skipped: " + cause.getMessage());
    }

    @Override
    public void testDisabled(ExtensionContext context, Optional<String> reason) {
        print(context, "disabled");
    }

    private static void print(ExtensionContext context, String verdict) {
        String ledger = context.getStore(OURS).getOrDefault(LEDGER, String.class, "?");
        long begun = context.getStore(OURS).getOrDefault(BEGUN, Long.class, System.nanoTime());
        System.out.printf(
                "ledger contract | %-18s | %-75s | %s (%.1f s)%n",
                ledger, context.getDisplayName().replace("()", ""), verdict, (System.nanoTime() - begun) / 1e9);
    }
}
