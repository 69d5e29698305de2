-- From which moment on requests are kept, by the time in their id. Those before are dropped, a day at a time, and events about
-- them that come late are ignored: else they would come back and count twice. It only ever moves forward.
CREATE TABLE retention (
    only_row      boolean     NOT NULL PRIMARY KEY DEFAULT true CHECK (only_row),
    requests_from timestamptz NOT NULL
);

INSERT INTO retention (requests_from) VALUES ('epoch');
