/**
 * The date of a document: Arabic figures, the year in full, month and day without a leading zero
 * (GB/T 9704-2012, 7.3.5.5).
 * @param zone IANA name of the time zone whose civil date counts
 */
export function documentDate(instant: string, language: 'zh' | 'en', zone: string): string {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    year: 'numeric',
    month: language === 'zh' ? 'numeric' : 'long',
    day: 'numeric',
  }).formatToParts(new Date(instant));
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? '';
  const day = String(Number(part('day')));
  return language === 'zh'
    ? `${part('year')}年${Number(part('month'))}月${day}日`
    : `${day} ${part('month')} ${part('year')}`;
}
