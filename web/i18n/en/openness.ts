import type { Areas, Texts } from '../areas.ts';

export default {
  title: 'Annual reports on openness',
  sub: 'Every organ publishes the report of the past year before 31 January, in six parts.',
  reportOf: '{{organ}}: annual report on open government information {{year}}',
  year: 'Year',
  organ: 'Organ',
  found_one: '{{count}} report',
  found_other: '{{count}} reports',
  none: 'No report has been issued yet',
  issuedAt: 'issued on',
  pdf: 'Download PDF',
  print: 'Print',
  notCounted: 'not counted',
  hidden: 'not shown',
  hiddenMeans: 'Numbers from 1 to 9, and those from which they could be reckoned, are not shown',
  item: 'Item',
  value: 'Number',
  basis: 'Basis',
  numberNote:
    '“Not counted” means that this installation has no register of it, not that the number is zero.',
  desk: {
    title: 'Openness reports',
    sub: 'Numbers are counted by organ and year and can be opened; editors add the texts, somebody else issues it.',
    choose: 'Choose an organ and a year',
    chooseHint: 'Then the report of this organ is shown.',
    text: 'Text for “{{section}}”',
    save: 'Save texts',
    saved: 'Saved as version {{version}}',
    issue: 'Issue',
    issued: 'Issued',
    issueHint:
      'Numbers and texts do not change any more once it is issued, by somebody who wrote none of it.',
    version: 'Version {{version}}',
  },
} satisfies Texts<Areas['openness']>;
