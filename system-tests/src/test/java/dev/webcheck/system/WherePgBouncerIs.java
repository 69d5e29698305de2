package dev.webcheck.system;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Runs tests where there is a PgBouncer, and says where there is none. Where CI runs, it is installed before. */
final class WherePgBouncerIs implements ExecutionCondition {

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (PgBouncer.program().isPresent() || "true".equals(System.getenv("CI"))) {
            return ConditionEvaluationResult.enabled("There is a PgBouncer, or has to be.");
        }
        System.out.println(context.getDisplayName() + ": " + PgBouncer.NONE);
        return ConditionEvaluationResult.disabled(PgBouncer.NONE);
    }
}
