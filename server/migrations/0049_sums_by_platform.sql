-- Sums of statistics by organ and platform (docs/decisions/0036-statistics-from-periods.md).

-- A platform that items name, with the number under which sums stand. Items name platforms by code; sums keep to numbers.
CREATE TABLE platform (
  id integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
  code text NOT NULL UNIQUE
);
GRANT SELECT, INSERT ON platform TO mingjing_app;
INSERT INTO platform (code) SELECT DISTINCT content ->> 'platform' FROM item_version ORDER BY 1;

-- `tally_period.what` is from now on also 4, by organ and platform: `item_id` is then a number of `platform`.

-- Nobody adds to the periods meanwhile: the lock of server/spine/statistics/periods/roll-up.ts.
SELECT pg_advisory_xact_lock(7240119044);

-- The days, of what was counted and is pending no more; of these the months, and of those the years. The platform is that of the
-- newest version of the item under which the others of its base code stand.
INSERT INTO tally_period (what, level, grain, bucket, place, organ_id, item_id, opened, closed, closed_late, notice, yellow, red,
    yellow_ended, red_ended, corrections_issued, corrections_ended)
  SELECT 4, 3, 1, day, region / 100000000 * 100000000, organ_id, platform_id, sum(opened), sum(closed), sum(closed_late), sum(notice),
    sum(yellow), sum(red), sum(yellow_ended), sum(red_ended), sum(corrections_issued), sum(corrections_ended)
  FROM (
    SELECT day, region, organ_id, item_id, opened, closed, closed_late, notice, yellow, red, yellow_ended, red_ended,
      corrections_issued, corrections_ended FROM tally_cube
    UNION ALL SELECT day, region, organ_id, item_id, -opened, -closed, -closed_late, -notice, -yellow, -red, -yellow_ended, -red_ended,
      -corrections_issued, -corrections_ended FROM tally_pending
  ) AS added
  JOIN (
    SELECT i.id, p.id AS platform_id FROM item i
    JOIN (SELECT CASE WHEN length(code) = 31 THEN right(code, 12) ELSE code END AS base, min(id) AS first FROM item GROUP BY 1) AS based
      ON based.base = CASE WHEN length(i.code) = 31 THEN right(i.code, 12) ELSE i.code END
    JOIN (SELECT DISTINCT ON (item_id) item_id, content ->> 'platform' AS platform FROM item_version ORDER BY item_id, version DESC) AS newest
      ON newest.item_id = based.first
    JOIN platform p ON p.code = newest.platform
  ) AS placed ON placed.id = added.item_id
  GROUP BY 4, 5, organ_id, platform_id ORDER BY 4, 5, organ_id, platform_id;

INSERT INTO tally_period (what, level, grain, bucket, place, organ_id, item_id, opened, closed, closed_late, notice, yellow, red,
    yellow_ended, red_ended, corrections_issued, corrections_ended)
  SELECT what, level, 2, date_trunc('month', bucket)::date, place, organ_id, item_id, sum(opened), sum(closed), sum(closed_late),
    sum(notice), sum(yellow), sum(red), sum(yellow_ended), sum(red_ended), sum(corrections_issued), sum(corrections_ended)
  FROM tally_period WHERE what = 4 AND level = 3 AND grain = 1
  GROUP BY 1, 2, 4, 5, 6, 7 ORDER BY 4, 5, 6, 7;

INSERT INTO tally_period (what, level, grain, bucket, place, organ_id, item_id, opened, closed, closed_late, notice, yellow, red,
    yellow_ended, red_ended, corrections_issued, corrections_ended)
  SELECT what, level, 3, date_trunc('year', bucket)::date, place, organ_id, item_id, sum(opened), sum(closed), sum(closed_late),
    sum(notice), sum(yellow), sum(red), sum(yellow_ended), sum(red_ended), sum(corrections_issued), sum(corrections_ended)
  FROM tally_period WHERE what = 4 AND level = 3 AND grain = 2
  GROUP BY 1, 2, 4, 5, 6, 7 ORDER BY 4, 5, 6, 7;
