import { definePart } from '#spine/platform/part';
import { actions, caseActions } from './actions.ts';
import { clocks } from './clocks.ts';
import { decide } from './decide.ts';
import { applicationEvents } from './events.ts';
import { rules } from './indicators.ts';
import { reactions } from './reactions.ts';
import { type ApplicationState } from './application.ts';
import { evolve } from './state.ts';

export const applications = definePart<ApplicationState, typeof applicationEvents>({
  name: 'services/applications',
  title: { zh: '申请', en: 'Applications' },
  events: applicationEvents,
  evolve,
  actions,
  decide,
  caseActions,
  clocks,
  rules,
  reactions,
});
