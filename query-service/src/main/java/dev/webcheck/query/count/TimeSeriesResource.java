package dev.webcheck.query.count;

import dev.webcheck.query.parameter.Names;
import dev.webcheck.query.parameter.QueryParameters;
import dev.webcheck.query.parameter.TimeFrame;
import dev.webcheck.store.read.count.CountReader;
import dev.webcheck.store.read.count.CountSeries;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;

/** Counts over time. {@code META-INF/openapi.yaml} describes the route. */
@Path("/api/v1/time-series")
@Produces(MediaType.APPLICATION_JSON)
class TimeSeriesResource {

    private final CountReader reader;

    TimeSeriesResource(CountReader reader) {
        this.reader = reader;
    }

    @GET
    public TimeSeriesJson get(@Context UriInfo uri) {
        QueryParameters parameters = QueryParameters.of(
                uri.getQueryParameters(), TimeFrame.FROM, TimeFrame.TO, TimeSeriesQuery.STEP, Names.WEBSITE);
        TimeSeriesQuery query = TimeSeriesQuery.of(parameters, Clock.systemUTC().instant());
        CountSeries series = reader.timeSeries(query.from(), query.to(), query.step(), query.website());
        return new TimeSeriesJson(
                TimeSeriesQuery.word(query.step()),
                query.from(),
                query.to(),
                CountsJson.of(series.total()),
                series.points().stream().map(TimePointJson::of).toList());
    }
}
