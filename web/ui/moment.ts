/** How much of an instant is shown. */
export type TimeForm = 'second' | 'minute' | 'day';

/** An instant as `2026-03-02 09:05` in a time zone: the same in both languages, and it sorts and lines up. */
export function civilText(at: string, zone: string, form: TimeForm = 'minute'): string {
  const parts = Object.fromEntries(
    new Intl.DateTimeFormat('en-CA', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    })
      .formatToParts(new Date(at))
      .map(({ type, value }) => [type, value]),
  );
  const day = `${parts.year}-${parts.month}-${parts.day}`;
  if (form === 'day') return day;
  const minute = `${day} ${parts.hour}:${parts.minute}`;
  return form === 'second' ? `${minute}:${parts.second}` : minute;
}

const spans: [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
];

/** How long before or after now, in the largest unit that fits: "3 days ago". */
export function relativeText(at: string, now: number, language: 'zh' | 'en'): string {
  const seconds = Math.round((new Date(at).getTime() - now) / 1000);
  const [unit, size] = spans.find(([, span]) => Math.abs(seconds) >= span) ?? ['second', 1];
  const format = new Intl.RelativeTimeFormat(language === 'zh' ? 'zh-CN' : 'en', { numeric: 'auto' });
  return format.format(Math.trunc(seconds / size), unit);
}
