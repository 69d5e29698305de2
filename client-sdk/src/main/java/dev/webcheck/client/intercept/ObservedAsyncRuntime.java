package dev.webcheck.client.intercept;

import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.async.AsyncExecRuntime;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.concurrent.Cancellable;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.nio.AsyncClientExchangeHandler;
import org.apache.hc.core5.reactor.IOReactorShutdownException;
import org.jspecify.annotations.Nullable;

/** What carries out one request, unchanged, which tells how far it has come. */
final class ObservedAsyncRuntime extends AsyncCallRuntime {

    private final AsyncAttempt attempt;
    private final boolean leaseConnects;

    /**
     * Observes one request.
     *
     * @param leaseConnects whether to lease is to connect, as where all requests share one connection
     */
    ObservedAsyncRuntime(AsyncExecRuntime runtime, Call call, AsyncAttempt attempt, boolean leaseConnects) {
        super(runtime, call);
        this.attempt = attempt;
        this.leaseConnects = leaseConnects;
    }

    @Override
    public Cancellable acquireEndpoint(
            String id,
            HttpRoute route,
            Object state,
            HttpClientContext context,
            FutureCallback<AsyncExecRuntime> callback) {
        if (!leaseConnects) {
            return cancelling(acquire(id, route, state, context, new Leased(callback)));
        }
        LeasedOrConnected step = new LeasedOrConnected(callback);
        attempt.connecting();
        Cancellable acquiring = acquire(id, route, state, context, step);
        step.returned();
        return cancelling(acquiring);
    }

    private Cancellable acquire(
            String id,
            HttpRoute route,
            Object state,
            HttpClientContext context,
            FutureCallback<AsyncExecRuntime> step) {
        try {
            return super.acquireEndpoint(id, route, state, context, step);
        } catch (IllegalStateException thrown) {
            if (!(thrown instanceof IOReactorShutdownException)) {
                attempt.closed();
            }
            throw thrown;
        }
    }

    @Override
    public Cancellable connectEndpoint(HttpClientContext context, FutureCallback<AsyncExecRuntime> callback) {
        attempt.connecting();
        attempt.enterConnecting();
        try {
            return cancelling(super.connectEndpoint(context, new Connected(callback)));
        } finally {
            ConnectingRequest.leave();
        }
    }

    @Override
    public void upgradeTls(HttpClientContext context) {
        attempt.securing();
        super.upgradeTls(context);
    }

    @Override
    public void upgradeTls(HttpClientContext context, @Nullable FutureCallback<AsyncExecRuntime> callback) {
        if (callback == null) {
            upgradeTls(context);
        } else {
            attempt.securing();
            super.upgradeTls(context, new Secured(callback));
        }
    }

    @Override
    public Cancellable execute(String id, AsyncClientExchangeHandler handler, HttpClientContext context) {
        return cancelling(super.execute(id, new ObservedExchange(handler, attempt, context), context));
    }

    /** A step that its caller can cancel. Neither needs anybody be called back then, nor is it sure to be the present step. */
    private Cancellable cancelling(Cancellable step) {
        return () -> {
            boolean cancelled = step.cancel();
            attempt.cancelledByCaller(cancelled);
            return cancelled;
        };
    }

    /** A step on the way to a connection. Whoever waits for it goes on with the observed runtime. */
    private abstract class Step implements FutureCallback<AsyncExecRuntime> {

        private final FutureCallback<AsyncExecRuntime> callback;

        Step(FutureCallback<AsyncExecRuntime> callback) {
            this.callback = callback;
        }

        /** The step has been made, or has failed. */
        abstract void over(boolean made);

        @Override
        public final void completed(AsyncExecRuntime ignored) {
            over(true);
            callback.completed(ObservedAsyncRuntime.this);
        }

        @Override
        public final void failed(Exception cause) {
            over(false);
            callback.failed(cause);
        }

        @Override
        public final void cancelled() {
            over(false);
            callback.cancelled();
        }
    }

    private final class Leased extends Step {

        Leased(FutureCallback<AsyncExecRuntime> callback) {
            super(callback);
        }

        @Override
        void over(boolean made) {
            if (made) {
                attempt.leased();
            }
        }
    }

    private final class Connected extends Step {

        Connected(FutureCallback<AsyncExecRuntime> callback) {
            super(callback);
        }

        @Override
        void over(boolean made) {
            attempt.connected();
        }
    }

    /** Called back before the call has returned, the connection was there already. */
    private final class LeasedOrConnected extends Step {

        private final Thread caller = Thread.currentThread();
        private boolean returned;

        LeasedOrConnected(FutureCallback<AsyncExecRuntime> callback) {
            super(callback);
        }

        void returned() {
            returned = true;
        }

        @Override
        void over(boolean made) {
            if (Thread.currentThread() == caller && !returned) {
                if (made) {
                    attempt.leased();
                }
            } else {
                attempt.connected();
            }
        }
    }

    private final class Secured extends Step {

        private final long startNanos = System.nanoTime();

        Secured(FutureCallback<AsyncExecRuntime> callback) {
            super(callback);
        }

        @Override
        void over(boolean made) {
            attempt.secured(System.nanoTime() - startNanos);
        }
    }
}
