-- Look-ups of the books, contracts and assets of villages (server/platforms/services/assets). Their states lie in part_state,
-- their vouchers in the journal of the case of a book.
CREATE INDEX services_village_parts ON part_state ((state ->> 'village'), part)
  WHERE part IN ('services/books', 'services/contracts', 'services/holdings');
