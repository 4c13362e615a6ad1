/** What the map counts, by the level it is coloured by. */
export const standingName = {
  red: 'terms:counter.standingRed',
  yellow: 'terms:counter.standingYellow',
} as const;
