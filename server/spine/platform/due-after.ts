import type { Instant } from '#base/time';
import type { Limit } from '#contract/catalogue';
import type { RegisteredOrgan, Registry } from '#spine/catalogue/registry';
import { startClock } from '#spine/clocks/clock-state';
import { dueOf } from '#spine/clocks/due';

/** When a limit ends that began at `from`, by the calendar, time zone and work periods of an organ. */
export function dueAfter(
  registry: Registry,
  organ: RegisteredOrgan,
): (limit: Limit, from: Instant) => Instant {
  return ({ n, unit, rollEnd }, from) => {
    const calendar = registry.calendar(organ.calendar);
    const clock = startClock({
      kind: 'limit',
      at: from,
      limit: { n, unit, rollEnd },
      calendar,
      zone: organ.timeZone,
      periods: organ.workPeriods,
    });
    // Nothing pauses it, so that it has an end.
    return dueOf(clock, calendar).dueAt!;
  };
}
