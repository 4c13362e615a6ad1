import type { Texts } from '../areas.ts';
import type zh from '../zh/powers-centre.ts';

const texts: Texts<typeof zh> = {
  title: '{{place}}: supervision centre of administrative power',
  plainTitle: 'Supervision centre of administrative power',
  note: 'Times of steps and anomalies are counted from {{from}} to {{day}}. An anomaly is a clue, not a conclusion.',
  toMap: 'Back to the cockpit',
  today: {
    label: 'Handled today',
    opened: 'Opened today',
    closed: 'Closed today',
    closedLate: 'Closed late today',
    notice: 'Notices today',
    yellow: 'Yellow cards today',
    red: 'Red cards today',
  },
  running: { title: 'Running cases by card', none: 'No card' },
  steps: {
    title: 'Slowest steps',
    of: 'From the newest {{value}} closed cases; since the step before, waiting included',
    empty: 'Too few cases have been closed to tell.',
    step: 'Step and item',
    median: 'Median',
    p90: 'Nine in ten',
    cases: 'Cases',
    hours: '{{value}} h',
  },
  organs: {
    title: 'Organs with most anomalies',
    all: 'Anomalies',
    columns: 'Anomalies, and of them red cards',
    empty: 'No clue of procedure, content or discretion.',
  },
  cameras: {
    title: 'Cameras of halls',
    empty: 'No camera in use.',
    counts: '{{total}} in all, {{online}} online, offline',
    offline: 'Cameras that are offline',
    watch: 'Watch halls',
  },
  anomalies: { title: 'Anomalies by rule', empty: 'No clue.' },
};

export default texts;
