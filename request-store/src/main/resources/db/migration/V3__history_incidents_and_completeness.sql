-- Everything here is additive: workers of the version before go on writing beside those of this one.

-- Instances come before requests here as they do in the workers' transactions: in the other order, a migration and a busy
-- worker would wait for one another.
ALTER TABLE instance
    -- the latest start of a request of this instance, by its own clock
    ADD COLUMN last_begun_at   timestamptz,
    -- its deaths that were taken back, oldest first, each with its detector, its time and when it was taken back
    ADD COLUMN replaced_deaths jsonb;

-- Verdicts of a detector that better evidence has replaced, oldest first, each with its outcome, detector, time and phase
-- and with the time at which it was replaced. Null for nearly all requests.
ALTER TABLE request
    ADD COLUMN replaced_verdicts jsonb;

-- The death of an instance, for as long as it is believed. What was in flight are its requests that are CRASHED; how many
-- they are, by what is known of their execution, stands here.
CREATE TABLE incident (
    instance_id       uuid        NOT NULL PRIMARY KEY,
    service           text,
    -- when it was found, by the broker's clock, and what that rests on
    died_at           timestamptz NOT NULL,
    detector          text        NOT NULL CHECK (detector IN ('journal', 'lease', 'stopped')),
    last_heard_at     timestamptz NOT NULL,
    not_sent          integer     NOT NULL,
    possibly_executed integer     NOT NULL,
    answer_lost       integer     NOT NULL
);

CREATE INDEX incident_time ON incident (died_at, instance_id);
CREATE INDEX incident_service ON incident (service, died_at);

-- How many requests of an instance started in an hour, by outcome, and how many the instance said it could not record. Only
-- who has locked the instance changes its rows.
CREATE TABLE instance_hour (
    instance_id   uuid        NOT NULL,
    hour          timestamptz NOT NULL,
    in_flight     bigint      NOT NULL DEFAULT 0,
    completed     bigint      NOT NULL DEFAULT 0,
    failed        bigint      NOT NULL DEFAULT 0,
    cancelled     bigint      NOT NULL DEFAULT 0,
    abandoned     bigint      NOT NULL DEFAULT 0,
    crashed       bigint      NOT NULL DEFAULT 0,
    unknown       bigint      NOT NULL DEFAULT 0,
    -- ends whose begin has not arrived; they are in none of the counts above
    without_begin bigint      NOT NULL DEFAULT 0,
    -- the highest of the instance's own counters that its signs of this hour have told, which count from its start on
    told_begun      bigint,
    told_ended      bigint,
    told_unrecorded bigint,
    PRIMARY KEY (instance_id, hour)
);

CREATE INDEX instance_hour_time ON instance_hour (hour);
