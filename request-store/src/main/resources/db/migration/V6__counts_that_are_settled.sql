-- Workers only append what their batches add to the counts, in the transaction of the batch, so that none ever waits for
-- another; one of them at a time settles it every second or so: takes rows from here and adds them to the counts below, in one
-- transaction. So the counts are at any moment what is settled and what is appended, together.
CREATE TABLE website_change (
    hour      timestamptz NOT NULL,
    website   text        NOT NULL,
    in_flight bigint      NOT NULL,
    completed bigint      NOT NULL,
    failed    bigint      NOT NULL,
    cancelled bigint      NOT NULL,
    abandoned bigint      NOT NULL,
    crashed   bigint      NOT NULL,
    unknown   bigint      NOT NULL,
    durations bigint[]    NOT NULL
);

CREATE TABLE minute_change (
    minute    timestamptz NOT NULL,
    in_flight bigint      NOT NULL,
    completed bigint      NOT NULL,
    failed    bigint      NOT NULL,
    cancelled bigint      NOT NULL,
    abandoned bigint      NOT NULL,
    crashed   bigint      NOT NULL,
    unknown   bigint      NOT NULL,
    durations bigint[]    NOT NULL
);

-- In website_hour, what is settled has the partition -1. What stands under another was counted by a worker of the version
-- before, and is settled, too. So whoever adds up all partitions, as readers of the version before do, lags by a second.
CREATE INDEX website_hour_unsettled ON website_hour (hour, website) WHERE partition >= 0;

-- The busiest websites of an hour, those that fail, and those where processes died.
CREATE INDEX website_hour_requests ON website_hour
    (hour, (in_flight + completed + failed + cancelled + abandoned + crashed + unknown) DESC) WHERE partition = -1;
CREATE INDEX website_hour_failed ON website_hour (hour, failed DESC) WHERE partition = -1 AND failed > 0;
CREATE INDEX website_hour_crashed ON website_hour (hour, crashed DESC) WHERE partition = -1 AND crashed > 0;

-- The settled hours of a day (UTC) in one row, so that a long time frame is read from few.
CREATE TABLE website_day (
    day       timestamptz NOT NULL,
    website   text        NOT NULL,
    in_flight bigint      NOT NULL,
    completed bigint      NOT NULL,
    failed    bigint      NOT NULL,
    cancelled bigint      NOT NULL,
    abandoned bigint      NOT NULL,
    crashed   bigint      NOT NULL,
    unknown   bigint      NOT NULL,
    durations bigint[]    NOT NULL,
    PRIMARY KEY (day, website)
);
CREATE INDEX website_day_requests ON website_day
    (day, (in_flight + completed + failed + cancelled + abandoned + crashed + unknown) DESC);
CREATE INDEX website_day_failed ON website_day (day, failed DESC) WHERE failed > 0;
CREATE INDEX website_day_crashed ON website_day (day, crashed DESC) WHERE crashed > 0;

-- All settled days that are kept.
CREATE TABLE website_total (
    website   text        NOT NULL PRIMARY KEY,
    in_flight bigint      NOT NULL,
    completed bigint      NOT NULL,
    failed    bigint      NOT NULL,
    cancelled bigint      NOT NULL,
    abandoned bigint      NOT NULL,
    crashed   bigint      NOT NULL,
    unknown   bigint      NOT NULL
);
CREATE INDEX website_total_requests ON website_total
    ((in_flight + completed + failed + cancelled + abandoned + crashed + unknown) DESC, website COLLATE "C");

-- The requests to all websites that started in a minute, an hour or a day (UTC). Workers of the version before do not count
-- minutes.
CREATE TABLE request_count (
    step      text        NOT NULL CHECK (step IN ('minute', 'hour', 'day')),
    start     timestamptz NOT NULL,
    in_flight bigint      NOT NULL,
    completed bigint      NOT NULL,
    failed    bigint      NOT NULL,
    cancelled bigint      NOT NULL,
    abandoned bigint      NOT NULL,
    crashed   bigint      NOT NULL,
    unknown   bigint      NOT NULL,
    durations bigint[]    NOT NULL,
    PRIMARY KEY (step, start)
);

-- The counts of websites and hours as they are, settled or not; only sums over an hour and a website mean something.
CREATE VIEW website_hour_count AS
    SELECT hour, website, in_flight, completed, failed, cancelled, abandoned, crashed, unknown, durations FROM website_hour
    UNION ALL
    SELECT hour, website, in_flight, completed, failed, cancelled, abandoned, crashed, unknown, durations FROM website_change;
