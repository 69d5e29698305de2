-- A request is one attempt on the wire. Its id is a UUIDv7, so the primary key is the time order: inserts go to the right
-- edge, a time frame is a range of ids, and a day is a partition. Columns of the begin are null until it has arrived.
CREATE TABLE request (
    id             uuid     NOT NULL PRIMARY KEY,
    instance_id    uuid     NOT NULL,
    outcome        text     NOT NULL CHECK (outcome IN
                     ('IN_FLIGHT', 'COMPLETED', 'FAILED', 'CANCELLED', 'ABANDONED', 'CRASHED', 'UNKNOWN')),
    -- from the begin
    call_id        uuid,
    attempt        integer,
    method         text,
    url            text,
    website        text,
    -- from the end
    duration_nanos bigint,
    status_code    smallint,
    error_type     text,
    -- from a verdict: what it rests on, and when by the broker's clock it was reached
    detector       text     CHECK (detector IN ('journal', 'lease', 'stopped', 'reconciled', 'deadline')),
    verdict_at     timestamptz
) PARTITION BY RANGE (id);

-- Requests without an end, which a sign of their instance may yet decide.
CREATE INDEX request_open ON request (instance_id, id) WHERE duration_nanos IS NULL;

CREATE TABLE request_default PARTITION OF request DEFAULT;

-- The smallest id of a moment.
CREATE FUNCTION request_id_floor(moment timestamptz) RETURNS uuid
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN (lpad(to_hex(floor(extract(epoch FROM moment) * 1000)::bigint), 12, '0') || repeat('0', 20))::uuid;

-- Makes the partitions of the days (UTC) from one moment to another where they are missing. A day of which the default
-- partition already holds rows stays there.
CREATE FUNCTION ensure_request_partitions(first timestamptz, last timestamptz) RETURNS integer
    LANGUAGE plpgsql AS
$$
DECLARE
    day       date := (first AT TIME ZONE 'UTC')::date;
    partition text;
    made      integer := 0;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('webcheck.request_partitions'));
    WHILE day <= (last AT TIME ZONE 'UTC')::date LOOP
        partition := 'request_' || to_char(day, 'YYYYMMDD');
        IF to_regclass(partition) IS NULL THEN
            BEGIN
                EXECUTE format('CREATE TABLE %I PARTITION OF request FOR VALUES FROM (%L) TO (%L)', partition,
                               request_id_floor(day::timestamp AT TIME ZONE 'UTC'),
                               request_id_floor((day + 1)::timestamp AT TIME ZONE 'UTC'));
                made := made + 1;
            EXCEPTION WHEN check_violation THEN
                RAISE NOTICE 'the default partition holds requests of %, which stay there', day;
            END;
        END IF;
        day := day + 1;
    END LOOP;
    RETURN made;
END
$$;

-- One run of one process with the SDK in it. Columns of its signs (heartbeats, stop) are null until one has arrived.
CREATE TABLE instance (
    id                   uuid        NOT NULL PRIMARY KEY,
    service              text,
    state                text        NOT NULL CHECK (state IN ('ALIVE', 'PRESUMED_DEAD', 'STOPPED')),
    -- where it was heard last, by the clock of that partition
    partition            integer     NOT NULL,
    heard_tick           bigint      NOT NULL,
    lease_ticks          integer     NOT NULL,
    first_heard_at       timestamptz NOT NULL,
    last_heard_at        timestamptz NOT NULL,
    -- from the sign with the highest sequence
    sequence             bigint      NOT NULL DEFAULT 0,
    stop_reason          text        CHECK (stop_reason IN ('SHUTDOWN', 'CLOSED', 'DIED')),
    begun                bigint      NOT NULL DEFAULT 0,
    ended                bigint      NOT NULL DEFAULT 0,
    unrecorded           bigint      NOT NULL DEFAULT 0,
    open_requests_before timestamptz NOT NULL DEFAULT 'epoch',
    open_requests        uuid[]      NOT NULL DEFAULT '{}',
    -- when, by the broker's clock, it was presumed dead or found to have stopped
    verdict_at           timestamptz
);

-- The instances whose lease may run out.
CREATE INDEX instance_alive ON instance (partition) WHERE state = 'ALIVE';

-- The clock of a partition of the topic: how many ticks, a second each, have been met in it.
CREATE TABLE partition_clock (
    partition   integer     NOT NULL PRIMARY KEY,
    ticks       bigint      NOT NULL,
    tick_offset bigint      NOT NULL,
    ticked_at   timestamptz NOT NULL
);

-- How many requests of a website started in an hour, by outcome, and how long those with an end took. Each partition of
-- the topic counts in rows of its own, so that workers do not wait for one another; readers add them up, and only the sum
-- means something.
CREATE TABLE website_hour (
    hour      timestamptz NOT NULL,
    website   text        NOT NULL,
    partition integer     NOT NULL,
    in_flight bigint      NOT NULL,
    completed bigint      NOT NULL,
    failed    bigint      NOT NULL,
    cancelled bigint      NOT NULL,
    abandoned bigint      NOT NULL,
    crashed   bigint      NOT NULL,
    unknown   bigint      NOT NULL,
    -- durations in base-2 exponential buckets of scale 2: element i counts those in (2^((i-1)/4), 2^(i/4)] microseconds,
    -- the first element, i = 0, all up to 1 microsecond
    durations bigint[]    NOT NULL,
    PRIMARY KEY (hour, website, partition)
);
