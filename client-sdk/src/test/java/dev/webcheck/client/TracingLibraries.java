package dev.webcheck.client;

import brave.Tracing;
import brave.httpclient5.HttpClient5Tracing;
import brave.propagation.B3Propagation;
import brave.propagation.Propagation;
import io.micrometer.core.instrument.binder.httpcomponents.hc5.ObservationExecChainHandler;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.transport.SenderContext;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.instrumentation.apachehttpclient.v5_2.ApacheHttpClientTelemetry;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import java.io.IOException;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpRequestInterceptor;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.io.HttpClientConnection;
import org.apache.hc.core5.http.io.HttpResponseInformationCallback;
import org.apache.hc.core5.http.protocol.HttpContext;

/** The libraries that put a trace into the requests of HttpClient, each as its users set it up. */
final class TracingLibraries {

    private TracingLibraries() {}

    /** A trace that nothing else knows. */
    static String traceparent() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        HexFormat hex = HexFormat.of();
        return "00-" + hex.toHexDigits(random.nextLong() | 1) + hex.toHexDigits(random.nextLong()) + "-"
                + hex.toHexDigits(random.nextLong() | 1) + "-01";
    }

    static HttpRequestInterceptor setting() {
        return (request, entity, context) -> request.setHeader("traceparent", traceparent());
    }

    static HttpRequestInterceptor addingIfThereIsNone() {
        return (request, entity, context) -> {
            if (!request.containsHeader("traceparent")) {
                request.addHeader("traceparent", traceparent());
            }
        };
    }

    /** OpenTelemetry makes the builder, so that whatever is added comes after its handler. */
    static HttpClientBuilder openTelemetry() {
        return ApacheHttpClientTelemetry.create(OpenTelemetrySdk.builder()
                        .setTracerProvider(SdkTracerProvider.builder().build())
                        .setPropagators(ContextPropagators.create(W3CTraceContextPropagator.getInstance()))
                        .build())
                .newHttpClientBuilder();
    }

    static ObservationExecChainHandler micrometer() {
        return new ObservationExecChainHandler(observations());
    }

    /** What writes the head is the last that can put something in. */
    static HttpRequestExecutor executor() {
        return executor(request -> request.setHeader("traceparent", traceparent()));
    }

    static HttpRequestExecutor executor(Consumer<HttpRequest> tracing) {
        return new HttpRequestExecutor() {

            @Override
            public ClassicHttpResponse execute(
                    ClassicHttpRequest request,
                    HttpClientConnection connection,
                    HttpResponseInformationCallback informationCallback,
                    HttpContext context)
                    throws IOException, HttpException {
                tracing.accept(request);
                return super.execute(request, connection, informationCallback, context);
            }
        };
    }

    /** Micrometer's tracers write the header by the setter of the context, as this does. */
    private static ObservationRegistry observations() {
        ObservationRegistry registry = ObservationRegistry.create();
        registry.observationConfig().observationHandler(new ObservationHandler<SenderContext<Object>>() {

            @Override
            public void onStart(SenderContext<Object> context) {
                context.getSetter().set(context.getCarrier(), "traceparent", traceparent());
            }

            @Override
            public boolean supportsContext(Observation.Context context) {
                return context instanceof SenderContext;
            }
        });
        return registry;
    }

    /** Brave builds the client, so that its handlers are added after all others. */
    static HttpClient5Tracing brave(Propagation.Factory propagation, boolean traceId128Bit) {
        return HttpClient5Tracing.newBuilder(Tracing.newBuilder()
                .propagationFactory(propagation)
                .traceId128Bit(traceId128Bit)
                .build());
    }

    static HttpClient5Tracing braveB3(B3Propagation.Format format, boolean traceId128Bit) {
        return brave(
                B3Propagation.newFactoryBuilder()
                        .injectFormat(brave.Span.Kind.CLIENT, format)
                        .build(),
                traceId128Bit);
    }
}
