package dev.webcheck.client.intercept;

import dev.webcheck.event.TraceContext;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.hc.core5.http.HttpHost;

/**
 * Which requests are recorded. This class is threadsafe.
 *
 * @param samplingRatio the share of the calls that are recorded, 0 to 1
 * @param included hosts whose requests are recorded; all if there are none
 * @param excluded hosts whose requests are not recorded, even if they are included
 */
public record Selection(double samplingRatio, List<HostPattern> included, List<HostPattern> excluded) {

    public Selection {
        included = List.copyOf(included);
        excluded = List.copyOf(excluded);
    }

    /** What is decided for a call whose trace is not known. */
    Sampled beforeTrace() {
        if (samplingRatio >= 1) {
            return Sampled.YES;
        }
        return samplingRatio > 0 ? Sampled.UNDECIDED : Sampled.NO;
    }

    /** Decides for a call whose first request has this trace: for the whole trace alike, and by chance if there is none. */
    Sampled decide(Optional<TraceContext> trace) {
        double sample = trace.map(TraceContexts::sampleOf)
                .orElseGet(() -> ThreadLocalRandom.current().nextDouble());
        return sample < samplingRatio ? Sampled.YES : Sampled.NO;
    }

    boolean includes(HttpHost host) {
        boolean wanted = included.isEmpty() || matches(included, host);
        return wanted && (excluded.isEmpty() || !matches(excluded, host));
    }

    private static boolean matches(List<HostPattern> patterns, HttpHost host) {
        for (HostPattern pattern : patterns) {
            if (pattern.matches(host.getHostName(), host.getPort())) {
                return true;
            }
        }
        return false;
    }
}
