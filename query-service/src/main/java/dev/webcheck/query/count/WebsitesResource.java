package dev.webcheck.query.count;

import dev.webcheck.query.parameter.Paging;
import dev.webcheck.query.parameter.QueryParameters;
import dev.webcheck.query.parameter.TimeFrame;
import dev.webcheck.query.problem.FieldError;
import dev.webcheck.query.problem.Problems;
import dev.webcheck.store.read.TooMuchToReadException;
import dev.webcheck.store.read.count.CountReader;
import dev.webcheck.store.read.count.WebsiteOrder;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Websites, ranked. {@code META-INF/openapi.yaml} describes the route. */
@Path("/api/v1/websites")
@Produces(MediaType.APPLICATION_JSON)
class WebsitesResource {

    private static final String ORDER = "order";
    private static final Duration LONGEST_FRAME = Duration.ofDays(1_500);

    private final CountReader reader;

    WebsitesResource(CountReader reader) {
        this.reader = reader;
    }

    @GET
    public List<WebsiteRankJson> get(@Context UriInfo uri) {
        QueryParameters parameters =
                QueryParameters.of(uri.getQueryParameters(), TimeFrame.FROM, TimeFrame.TO, ORDER, Paging.LIMIT);
        CountFrame frame = CountFrame.read(parameters, Clock.systemUTC().instant());
        if (frame.length().compareTo(LONGEST_FRAME) > 0) {
            String which = parameters.has(TimeFrame.TO) ? TimeFrame.TO : TimeFrame.FROM;
            parameters.refuse(
                    which,
                    parameters.text(which),
                    "makes the time frame longer than " + LONGEST_FRAME.toDays() + " days");
        }
        WebsiteOrder order = parameters
                .single(ORDER, WebsitesResource::order, "must be one of requests, failures, crashes, latency")
                .orElse(WebsiteOrder.REQUESTS);
        int limit = Paging.limitOfPage(parameters);
        parameters.throwIfWrong();
        try {
            return reader.websites(frame.from(), frame.to(), order, limit).stream()
                    .map(WebsiteRankJson::of)
                    .toList();
        } catch (TooMuchToReadException tooMuch) {
            String message = "needs a shorter time frame: " + tooMuch.getMessage();
            throw Problems.badRequest(List.of(new FieldError(ORDER, parameters.text(ORDER), message)));
        }
    }

    private static Optional<WebsiteOrder> order(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "requests" -> Optional.of(WebsiteOrder.REQUESTS);
            case "failures" -> Optional.of(WebsiteOrder.FAILURES);
            case "crashes" -> Optional.of(WebsiteOrder.CRASHES);
            case "latency" -> Optional.of(WebsiteOrder.LATENCY);
            default -> Optional.empty();
        };
    }
}
