-- Villages that take part in the disclosure of village and party affairs (server/platforms/services/village). Reference data:
-- for each of them duties are opened when a period has ended.
CREATE TABLE services_village (
  city smallint NOT NULL,
  region bigint NOT NULL REFERENCES region (code),
  organ_id int NOT NULL REFERENCES organ (id),
  -- Much income and spending: finances are disclosed each month (村民委员会组织法 art. 30).
  heavy_finance boolean NOT NULL DEFAULT false,
  -- Periods that ended before are not asked of it.
  since date NOT NULL,
  PRIMARY KEY (city, region)
);
GRANT SELECT, INSERT, UPDATE ON services_village TO mingjing_app;

-- Duties and matters are found by where the village lies; states of other parts are not in these indexes.
CREATE INDEX services_disclosure_place ON part_state ((state ->> 'region'), (state ->> 'dueOn'))
  WHERE part = 'services/disclosure';
CREATE INDEX services_matter_place ON part_state ((state ->> 'region')) WHERE part = 'services/four-discussions';
