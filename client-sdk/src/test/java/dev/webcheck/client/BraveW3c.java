package dev.webcheck.client;

import brave.propagation.Propagation;
import brave.propagation.TraceContext;
import brave.propagation.TraceContextOrSamplingFlags;
import java.util.List;

/** Brave's way to carry a trace by W3C Trace Context, as the bridges of other libraries have it. */
final class BraveW3c extends Propagation.Factory implements Propagation<String> {

    @Override
    public Propagation<String> get() {
        return this;
    }

    @Override
    public List<String> keys() {
        return List.of("traceparent");
    }

    @Override
    public <R> TraceContext.Injector<R> injector(Setter<R, String> setter) {
        return (context, request) -> setter.put(
                request,
                "traceparent",
                "00-%32s-%s-01"
                        .formatted(context.traceIdString(), context.spanIdString())
                        .replace(' ', '0'));
    }

    @Override
    public <R> TraceContext.Extractor<R> extractor(Getter<R, String> getter) {
        return request -> TraceContextOrSamplingFlags.EMPTY;
    }
}
