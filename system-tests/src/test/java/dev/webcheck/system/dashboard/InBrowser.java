package dev.webcheck.system.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives a test class the {@link Dashboard}, in a wide window for each test. What the console complains of fails a test. Without a
 * browser nothing runs, and that is said; where CI runs, a browser is installed before.
 */
final class InBrowser implements ExecutionCondition, ParameterResolver, BeforeEachCallback, AfterEachCallback {

    private static final Namespace SHARED = Namespace.create(InBrowser.class);

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (BrowserPrograms.find().isPresent() || "true".equals(System.getenv("CI"))) {
            return ConditionEvaluationResult.enabled("There is a browser, or has to be.");
        }
        System.out.println(context.getDisplayName() + ": " + BrowserPrograms.NONE);
        return ConditionEvaluationResult.disabled(BrowserPrograms.NONE);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Dashboard.class;
    }

    @Override
    public Dashboard resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return dashboard(context);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        Chromium browser = dashboard(context).browser();
        browser.resize(1280, 900);
        browser.preferTheme("light");
        browser.console();
    }

    /** Neither an error nor something that the content security policy forbids. */
    @Override
    public void afterEach(ExtensionContext context) {
        assertThat(dashboard(context).browser().console()).isEmpty();
    }

    // JUnit closes it at the end of the run.
    private static Dashboard dashboard(ExtensionContext context) {
        return context.getRoot()
                .getStore(SHARED)
                .computeIfAbsent(Dashboard.class, key -> Dashboard.start(), Dashboard.class);
    }
}
