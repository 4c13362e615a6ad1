/** Fewest contracts of a kind in a county that make a median. */
export const leastForMedian = 5;
