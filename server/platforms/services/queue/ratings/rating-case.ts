/** The number of the case by which the low rating of a ticket is put to an organ: here, and as SQL of a row of tickets. */
export const ratingCase = {
  number: ({ city, id }: { city: number; id: number }) => `rating-${city}-${id}`,
  sql: (ticket: string) => `'rating-' || ${ticket}.city || '-' || ${ticket}.id`,
};
