/** How fast a queue moves. */
export interface Pace {
  /** Minutes that a window takes for a ticket. */
  minutes: number;
  /** Handled tickets that it is measured from; 0 where it is assumed. */
  tickets: number;
}

/**
 * Minutes until a ticket with `ahead` tickets before it is called, rounded up: they are shared among the open windows. Null
 * while no window is open, since nobody can say.
 */
export function estimateMinutes(ahead: number, openWindows: number, pace: Pace): number | null {
  if (openWindows === 0) return null;
  return Math.ceil((ahead * pace.minutes) / openWindows);
}
