import { epochDayOf } from '#spine/calendar/civil-date';

/** Days from one civil date to another; both as YYYY-MM-DD. */
export const daysBetween = (from: string, to: string): number => epochDayOf(to) - epochDayOf(from);
