-- What was searched and found in more than one page, so that any replica can answer the next one.
CREATE TABLE kept_search (
    id         text PRIMARY KEY,
    owner      text NOT NULL,
    kind       text NOT NULL,
    question   jsonb NOT NULL,
    found      integer NOT NULL,
    begun_at   timestamptz NOT NULL,
    expires_at timestamptz NOT NULL
);
CREATE INDEX kept_search_age ON kept_search (expires_at);
CREATE INDEX kept_search_of_owner ON kept_search (owner, expires_at);

-- Where a page ended: the next one goes on behind that.
CREATE TABLE kept_search_end (
    search   text NOT NULL REFERENCES kept_search (id) ON DELETE CASCADE,
    position integer NOT NULL,
    place    jsonb NOT NULL,
    PRIMARY KEY (search, position)
);
