-- Sums of statistics by organ and platform, and by platform (docs/decisions/0036-statistics-from-periods.md).

-- A platform that items name, with the number under which sums stand. Items name platforms by code; sums keep to numbers.
CREATE TABLE platform (
  id integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
  code text NOT NULL UNIQUE
);
GRANT SELECT, INSERT ON platform TO mingjing_app;
INSERT INTO platform (code) SELECT DISTINCT content ->> 'platform' FROM item_version ORDER BY 1;

-- `tally_period.what` is from now on also 4, by organ and platform, and 5, by platform: `item_id` is then a number of `platform`.

-- Nobody adds to the periods meanwhile: the lock of server/spine/statistics/periods/roll-up.ts.
SELECT pg_advisory_xact_lock(7240119044);

-- What stands in the periods: what was counted and is pending no more. The platform is that of the newest version of the item under
-- which the others of its base code stand.
CREATE VIEW added_by_platform AS
  SELECT added.*, placed.platform_id FROM (
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
  ) AS placed ON placed.id = added.item_id;

INSERT INTO tally_period (what, level, grain, bucket, place, organ_id, item_id, opened, closed, closed_late, notice, yellow, red,
    yellow_ended, red_ended, corrections_issued, corrections_ended)
  SELECT 4, 3, 1, day, region / 100000000 * 100000000, organ_id, platform_id, sum(opened), sum(closed), sum(closed_late), sum(notice),
    sum(yellow), sum(red), sum(yellow_ended), sum(red_ended), sum(corrections_issued), sum(corrections_ended)
  FROM added_by_platform GROUP BY 4, 5, 6, 7 ORDER BY 4, 5, 6, 7;

INSERT INTO tally_period (what, level, grain, bucket, place, organ_id, item_id, opened, closed, closed_late, notice, yellow, red,
    yellow_ended, red_ended, corrections_issued, corrections_ended)
  SELECT 5, 4, 1, day, region / 1000000 * 1000000, 0, platform_id, sum(opened), sum(closed), sum(closed_late), sum(notice),
    sum(yellow), sum(red), sum(yellow_ended), sum(red_ended), sum(corrections_issued), sum(corrections_ended)
  FROM added_by_platform GROUP BY 4, 5, 6, 7 ORDER BY 4, 5, 6, 7;

DROP VIEW added_by_platform;

-- The coarser ones of these, each from another: months of days, years of months, cities of counties.
DO $$
DECLARE
  made record;
BEGIN
  FOR made IN SELECT * FROM (VALUES
      (1, 4, 3, 1, 3, 2, 'month', 100000000),
      (2, 4, 3, 2, 3, 3, 'year', 100000000),
      (3, 5, 4, 1, 4, 2, 'month', 1000000),
      (4, 5, 4, 1, 3, 1, 'day', 100000000),
      (5, 5, 3, 1, 3, 2, 'month', 100000000)
    ) AS m (n, what, from_level, from_grain, level, grain, unit, span) ORDER BY n
  LOOP
    INSERT INTO tally_period (what, level, grain, bucket, place, organ_id, item_id, opened, closed, closed_late, notice, yellow, red,
        yellow_ended, red_ended, corrections_issued, corrections_ended)
      SELECT made.what, made.level, made.grain, date_trunc(made.unit, bucket)::date AS began, place / made.span * made.span AS within,
        organ_id, item_id, sum(opened), sum(closed), sum(closed_late), sum(notice), sum(yellow), sum(red), sum(yellow_ended),
        sum(red_ended), sum(corrections_issued), sum(corrections_ended)
      FROM tally_period WHERE what = made.what AND level = made.from_level AND grain = made.from_grain
      GROUP BY began, within, organ_id, item_id ORDER BY began, within, organ_id, item_id;
  END LOOP;
END $$;
