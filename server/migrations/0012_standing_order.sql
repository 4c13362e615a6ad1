-- The organs of a province in the order in which they are ranked: standing red, then yellow, as one number. Cases that are opened
-- or closed leave that number as it is, so that their rows are still changed in place; cards given or ended move it. Without a
-- condition: a column that it named would be one more that may not change in place.
CREATE INDEX tally_organ_standing ON tally_organ (((red - red_ended) * 4294967296 + (yellow - yellow_ended)) DESC);
