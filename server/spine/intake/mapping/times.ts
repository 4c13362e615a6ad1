import type { Instant } from '#base/time';
import { zoneOf } from '#spine/calendar/zone';
import dayjs from 'dayjs';
import customParseFormat from 'dayjs/plugin/customParseFormat.js';
import utc from 'dayjs/plugin/utc.js';
import { type CivilTime, firstDay, inRange, lastDay, parseChinese, parseIso } from '../readers/civil-time.ts';
import type { FieldValue } from './fields.ts';

dayjs.extend(utc);
dayjs.extend(customParseFormat);

const day = 86_400_000;

/** The civil day of a time, whatever the time of day. */
const dayOf = (read: CivilTime): CivilTime => ({
  ...read,
  civil: Math.floor(read.civil / day) * day,
  wholeDay: true,
});

export type TimeFault = { code: 'date-invalid' | 'date-out-of-range'; expected: string };

/** Reads the times of a file: its own zone where a time carries none, and the forms that the map names. */
export class TimeReader {
  private readonly zone: ReturnType<typeof zoneOf>;
  private readonly forms: string[];

  constructor(timeZone: string, forms: string[]) {
    this.zone = zoneOf(timeZone, 'timeZone');
    this.forms = forms;
  }

  /** An instant, or what is wrong with the text. In an hour that summer time doubles the first one is meant. */
  read({ text, time }: FieldValue): Instant | TimeFault {
    return this.instantOf(time ?? this.parse(text.trim()));
  }

  /** A due time: a day without a time of day lasts until its 24:00, and with `wholeDay` every day does. */
  readDue({ text, time }: FieldValue, wholeDay = false): Instant | TimeFault {
    const given = time ?? this.parse(text.trim());
    const read = given && wholeDay ? dayOf(given) : given;
    return this.instantOf(read?.wholeDay ? { civil: read.civil + day } : read);
  }

  private instantOf(read: CivilTime | undefined): Instant | TimeFault {
    if (!read)
      return { code: 'date-invalid', expected: `a date as ${this.forms[0] ?? 'YYYY-MM-DDTHH:mm:ss'}` };
    if (!inRange(read))
      return { code: 'date-out-of-range', expected: `a date from ${firstDay} to ${lastDay}` };
    return read.offset === undefined ? this.zone.instantOf(read.civil) : read.civil - read.offset * 60_000;
  }

  private parse(text: string): CivilTime | undefined {
    for (const form of this.forms) {
      const read = dayjs.utc(text, form, true);
      if (!read.isValid()) continue;
      return /[HhkX]/i.test(form) ? { civil: read.valueOf() } : { civil: read.valueOf(), wholeDay: true };
    }
    return parseIso(text) ?? parseChinese(text);
  }
}
