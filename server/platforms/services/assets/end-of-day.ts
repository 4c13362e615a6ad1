/** The last second of a civil day where villages are: China has one zone, without summer time since 1991. */
export const endOfDay = (date: string): string => `${date}T23:59:59+08:00`;
