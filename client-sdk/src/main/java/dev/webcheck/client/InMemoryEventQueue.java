package dev.webcheck.client;

import dev.webcheck.event.Event;
import dev.webcheck.event.InstanceHeartbeat;
import dev.webcheck.event.InstanceSign;
import dev.webcheck.event.InstanceStopped;
import dev.webcheck.event.RequestBegin;
import dev.webcheck.event.RequestCompleted;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A queue that dies with the process. Lock-free for those who put events in. */
final class InMemoryEventQueue implements EventQueue {

    /** How many heartbeats may wait, besides the stop. */
    static final int WAITING_HEARTBEATS = 8;

    private static final int ROOM_FOR_BOTH = 2;

    private final Queue<Event> events = new ConcurrentLinkedQueue<>();
    /** Never less than there are in the queue. */
    private final AtomicInteger pending = new AtomicInteger();

    /** Places that are neither taken nor reserved. */
    private final AtomicInteger room;

    private final AtomicInteger heartbeatRoom = new AtomicInteger(WAITING_HEARTBEATS);
    private volatile boolean stopped;
    private volatile @Nullable Thread waiting;

    /** A queue for so many begins and ends. */
    InMemoryEventQueue(int capacity) {
        room = new AtomicInteger(capacity);
    }

    @Override
    public boolean admit(RequestBegin begin) {
        if (stopped || !take(room, ROOM_FOR_BOTH)) {
            return false;
        }
        add(begin);
        return true;
    }

    @Override
    public void end(RequestCompleted completed) {
        if (!stopped) {
            add(completed);
        }
    }

    @Override
    public boolean beat(InstanceHeartbeat heartbeat) {
        if (stopped || !take(heartbeatRoom, 1)) {
            return false;
        }
        add(heartbeat);
        return true;
    }

    @Override
    public synchronized void stop(InstanceStopped stop) {
        if (!stopped) {
            stopped = true;
            add(stop);
        }
    }

    @Override
    public void await(Duration longest) throws InterruptedException {
        waiting = Thread.currentThread();
        try {
            if (events.isEmpty()) {
                LockSupport.parkNanos(this, longest.toNanos());
            }
        } finally {
            waiting = null;
        }
        if (Thread.interrupted()) {
            throw new InterruptedException("Interrupted while waiting for events");
        }
    }

    @Override
    public List<Event> oldest(int most) {
        List<Event> oldest = new ArrayList<>(Math.min(most, pending()));
        for (Event event : events) {
            if (oldest.size() == most) {
                break;
            }
            oldest.add(event);
        }
        return oldest;
    }

    @Override
    public void removeOldest(int count) {
        int freed = 0;
        for (int i = 0; i < count; i++) {
            Event removed = events.remove();
            if (removed instanceof InstanceHeartbeat) {
                heartbeatRoom.incrementAndGet();
            } else if (!(removed instanceof InstanceSign)) {
                freed++;
            }
        }
        pending.addAndGet(-count);
        room.addAndGet(freed);
    }

    @Override
    public int pending() {
        return pending.get();
    }

    private void add(Event event) {
        pending.incrementAndGet();
        events.add(event);
        Thread consumer = waiting;
        if (consumer != null) {
            waiting = null;
            LockSupport.unpark(consumer);
        }
    }

    private static boolean take(AtomicInteger room, int places) {
        int free = room.get();
        while (free >= places) {
            if (room.compareAndSet(free, free - places)) {
                return true;
            }
            free = room.get();
        }
        return false;
    }
}
