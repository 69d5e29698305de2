package dev.webcheck.query.request;

import dev.webcheck.event.RequestPhase;
import dev.webcheck.store.Execution;
import dev.webcheck.store.read.request.RecordedRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Those keys of a request that answer "did it happen?", each only where it applies. */
record ExecutionJson(
        @Nullable RequestPhase phase,
        @Nullable Execution execution,
        @Nullable Boolean methodSafe,
        @Nullable Boolean methodIdempotent) {

    static ExecutionJson of(RecordedRequest request) {
        Optional<Execution> execution = request.execution();
        Optional<MethodSemantics> method =
                execution.flatMap(asked -> request.method()).flatMap(MethodSemantics::of);
        return new ExecutionJson(
                request.exchange().phase().orElse(null),
                execution.orElse(null),
                method.map(MethodSemantics::safe).orElse(null),
                method.map(MethodSemantics::idempotent).orElse(null));
    }
}
