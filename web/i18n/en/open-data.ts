import type { Areas, Texts } from '../areas.ts';

export default {
  title: 'Open data',
  sub: 'Data sets that anybody may take and use again, naming the source.',
  frequency: { CONT: 'Always current', MONTHLY: 'Published monthly' },
  smallHidden: 'Small numbers hidden',
  machines: {
    title: 'For programs',
    text: 'The catalogue is described in W3C DCAT 3; every data set has an interface by pages and downloads as CSV and JSON, without signing in.',
  },
  about: 'About',
  least:
    'Numbers from 1 to below {{least}}, and those that would tell them, are not shown; what is published stays',
  filter: 'Filter',
  month: 'Month',
  region: 'Place',
  word: 'Word',
  rows: 'Preview',
  download: 'Download {{format}}',
  api: 'Interface (JSON, by pages)',
  found_one: '{{count}} row',
  found_other: '{{count}} rows',
  publishedAt: 'published on',
  none: 'No data fit',
  noneHint: 'Try another filter.',
  hidden: 'not shown',
} satisfies Texts<Areas['open-data']>;
