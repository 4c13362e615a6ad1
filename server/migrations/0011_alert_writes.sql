-- Which alerts a transaction wrote, in one row for the transaction: the live feed follows transactions, and thousands of
-- alerts that come at once need no index entry each for it. Alerts of a city are written by one transaction at a time; ids
-- that another one was given in between bear its own txid.
CREATE TABLE alert_write (
  txid xid8 NOT NULL DEFAULT pg_current_xact_id(),
  city smallint NOT NULL,
  first_id bigint NOT NULL,
  last_id bigint NOT NULL,
  -- How many there are.
  n integer NOT NULL,
  PRIMARY KEY (txid, city, first_id)
);
INSERT INTO alert_write (txid, city, first_id, last_id, n) SELECT txid, city, min(id), max(id), count(*) FROM alert GROUP BY txid, city;
DROP INDEX alert_txid;
GRANT SELECT, INSERT ON alert_write TO mingjing_app;

-- A clock that moves on gets new entries in the indexes beside the old ones: room for them spares splitting full pages.
ALTER INDEX clock_pkey SET (fillfactor = 60);
