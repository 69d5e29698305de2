package dev.webcheck.client.intercept;

import java.io.InterruptedIOException;
import java.lang.ref.WeakReference;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.CancellationException;
import org.apache.hc.client5.http.async.AsyncExecRuntime;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.reactor.ConnectionInitiator;
import org.apache.hc.core5.reactor.IOReactor;
import org.apache.hc.core5.reactor.IOReactorShutdownException;
import org.apache.hc.core5.reactor.IOReactorStatus;
import org.jspecify.annotations.Nullable;

/**
 * The I/O reactor of an asynchronous client. Requests end with the same exceptions when the client is closed and when a
 * thread of the reactor dies; only the status of the reactor tells one from the other. HttpClient shows it to the client
 * alone, so it is read from a private field. Where there is no such field, no client counts as closed.
 *
 * <p>This class is threadsafe, and throws nothing.
 */
final class ClientReactor {

    private static final String OWN_PACKAGES = "org.apache.hc.";
    private static final int DEEPEST_FIELD = 3;

    /** The fields that lead from a runtime to its reactor; none if they cannot be found. */
    private static final ClassValue<List<Field>> PATHS = new ClassValue<>() {

        @Override
        protected List<Field> computeValue(Class<?> type) {
            return path(type, DEEPEST_FIELD);
        }
    };

    /** Those that a dead thread was seen of. They shut down by themselves then, as a client that is closed does. */
    private static final Set<IOReactor> DEAD =
            Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    private final WeakReference<@Nullable IOReactor> reactor;

    private ClientReactor(@Nullable IOReactor reactor) {
        this.reactor = new WeakReference<>(reactor);
    }

    /** Does not hold the reactor: what is still open in it would hold the requests that nobody waits for. */
    static ClientReactor of(AsyncExecRuntime runtime) {
        try {
            Object found = initiator(runtime);
            if (!(found instanceof IOReactor)) {
                // That of a client for HTTP/2 alone is wrapped.
                found = initiator(found);
            }
            return new ClientReactor(found instanceof IOReactor reactor ? reactor : null);
        } catch (IllegalAccessException | RuntimeException | LinkageError e) {
            return new ClientReactor(null);
        }
    }

    private static Object initiator(Object start) throws IllegalAccessException {
        Object found = start;
        for (Field field : PATHS.get(start.getClass())) {
            found = field.get(found);
        }
        return found;
    }

    private static List<Field> path(Class<?> type, int depth) {
        List<Field> own = new ArrayList<>();
        for (Class<?> owner = type; owner != null; owner = owner.getSuperclass()) {
            Collections.addAll(own, owner.getDeclaredFields());
        }
        for (Field field : own) {
            if (ConnectionInitiator.class.isAssignableFrom(field.getType())) {
                return accessible(field) ? List.of(field) : List.of();
            }
        }
        for (Field field : own) {
            boolean inner = depth > 1 && field.getType().getName().startsWith(OWN_PACKAGES);
            List<Field> rest = inner ? path(field.getType(), depth - 1) : List.of();
            if (!rest.isEmpty() && accessible(field)) {
                List<Field> whole = new ArrayList<>(List.of(field));
                whole.addAll(rest);
                return whole;
            }
        }
        return List.of();
    }

    private static boolean accessible(Field field) {
        try {
            field.setAccessible(true);
            return true;
        } catch (InaccessibleObjectException | SecurityException e) {
            return false;
        }
    }

    boolean isActive() {
        IOReactor present = reactor.get();
        return present != null && present.getStatus() == IOReactorStatus.ACTIVE;
    }

    /** It refused a connection although it was active: one of its threads has died. */
    void died() {
        IOReactor present = reactor.get();
        if (present != null) {
            DEAD.add(present);
        }
    }

    /** Whether the client has been closed, and has let go of all its connections. */
    boolean isShutDown() {
        IOReactor present = reactor.get();
        return present != null && present.getStatus() == IOReactorStatus.SHUT_DOWN;
    }

    /** Whether the client has been closed, or is being closed. */
    boolean isClosed() {
        IOReactor present = reactor.get();
        if (present == null) {
            return false;
        }
        IOReactorStatus status = present.getStatus();
        return status == IOReactorStatus.SHUT_DOWN
                || (status == IOReactorStatus.SHUTTING_DOWN && !DEAD.contains(present));
    }

    /** Whether this came from closing the client. */
    boolean hasClosed(Throwable thrown) {
        return isClosing(thrown) && isClosed();
    }

    private static boolean isClosing(Throwable thrown) {
        return thrown instanceof IOReactorShutdownException
                || thrown instanceof ConnectionClosedException
                || thrown instanceof ClosedChannelException
                || thrown instanceof CancellationException
                || (thrown instanceof InterruptedIOException && !(thrown instanceof SocketTimeoutException));
    }
}
