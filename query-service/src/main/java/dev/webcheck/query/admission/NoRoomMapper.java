package dev.webcheck.query.admission;

import dev.webcheck.query.problem.Problems;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Answers what has no room, and tells the operator now and then. */
@ApplicationScoped
class NoRoomMapper {

    private static final Logger LOG = Logger.getLogger(NoRoomMapper.class);
    private static final long BETWEEN_LINES = Duration.ofSeconds(10).toNanos();

    private final AtomicLong nextLine = new AtomicLong(System.nanoTime());

    @ServerExceptionMapper
    Response refuse(NoRoomException refused, UriInfo uri) {
        long now = System.nanoTime();
        long due = nextLine.get();
        if (now - due >= 0 && nextLine.compareAndSet(due, now + BETWEEN_LINES)) {
            LOG.warnf("requests are refused: %s", refused.getMessage());
        }
        return Problems.noRoom(String.valueOf(refused.getMessage()), uri).toResponse();
    }
}
