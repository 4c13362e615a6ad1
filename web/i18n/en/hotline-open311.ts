import type { Texts } from '../areas.ts';
import type zh from '../zh/hotline-open311.ts';

const texts: Texts<typeof zh> = {
  title: 'Open311',
  sub: 'Programs that report and follow up by Open311 GeoReport v2, described at',
  new: 'Register a program',
  register: 'Register and make a key',
  none: 'No program is registered',
  noneHint: 'Registering gives a key to report with; reading needs none.',
  good: 'Good',
  revoked: 'Taken back',
  revoke: 'Take the key back',
  revokeOf: 'Take the key of {{name}} back',
  revokeTitle: 'Take the key back?',
  revokeText: 'The program can report no more. What it reported stays. This cannot be undone.',
  keyOnce: 'The key is shown this once; hand it to whoever runs the program',
  key: 'key',
  done: 'Done',
  fields: {
    name: 'Program',
    contact: 'Contact',
    region: 'Place by default',
    key: 'Key begins',
    requests: 'Reported',
    created: 'Registered',
    state: 'State',
    act: 'Action',
  },
  hints: {
    contact: 'Of an office, not of a person',
    region: 'Where neither point nor address tells; a city or a county',
  },
};
export default texts;
