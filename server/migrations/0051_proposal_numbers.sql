-- Supervision proposals are numbered by division of the issuing organ and year. Two that are issued at once each ask for the next
-- number; the index gives it to one of them. Those of before keep the number that stands in their document.
ALTER TABLE score_proposal ADD division text, ADD year smallint, ADD serial integer;
CREATE UNIQUE INDEX score_proposal_number ON score_proposal (division, year, serial);
