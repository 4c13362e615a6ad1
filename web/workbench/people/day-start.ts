/** The first instant of a civil date in a time zone, as RFC 3339 with the zone's offset on that day. */
export function dayStart(date: string, zone: string): string {
  const midnight = new Date(`${date}T00:00:00Z`);
  const name = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' })
    .formatToParts(midnight)
    .find(({ type }) => type === 'timeZoneName')?.value;
  // "GMT+08:00".
  return `${date}T00:00:00${name?.replace('GMT', '') ?? 'Z'}`;
}
