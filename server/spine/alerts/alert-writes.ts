/**
 * A CTE that notes which alerts the transaction writes, from the CTE `a` of inserted alerts (city, id): whoever follows what
 * is committed (`server/spine/live/live-feed.ts`) finds them by it. No row where nothing was written.
 */
export const noteAlerts = `written AS (
  INSERT INTO alert_write (city, first_id, last_id, n) SELECT city, min(id), max(id), count(*) FROM a GROUP BY city)`;

/**
 * The alerts of the transactions from position $1 up to, not including, $2, of which there are at most $3: known beforehand
 * (`alert_write.n`), and told so that the planner looks up what is joined to these few. Looked up write by write (OFFSET 0):
 * a join of the two tables would read all alerts of a city.
 */
export const alertsWritten = `(SELECT a.* FROM alert_write w CROSS JOIN LATERAL (
    SELECT * FROM alert WHERE city = w.city AND id BETWEEN w.first_id AND w.last_id AND txid = w.txid OFFSET 0
  ) a WHERE w.txid >= $1::text::xid8 AND w.txid < $2::text::xid8 LIMIT $3::int)`;
