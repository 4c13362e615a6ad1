import type { PartClock } from '#spine/platform/part';
import { disclosureCatalogue } from './catalogue.ts';
import type { DisclosureEvent, DisclosureState } from './state.ts';

/**
 * The duty itself runs on the case's own clock: `due.legal` of the opening, the item's card policy. Each objection has a
 * clock of its own, which goes on although the duty has ended with the publication.
 */
export const disclosureClocks: PartClock<DisclosureState, DisclosureEvent>[] = [
  {
    kind: 'objection',
    name: { zh: '异议答复', en: 'Answer to an objection' },
    basis: [{ law: disclosureCatalogue.answerIn.basis, article: '' }],
    policy: 'village-objection',
    rule: 'OBJECTION_UNANSWERED',
    starts: (event) =>
      event.type === 'services.objection-raised'
        ? [{ instance: String(event.data.objection), limit: event.data.answerIn }]
        : [],
    stops: (event) => (event.type === 'services.objection-answered' ? [String(event.data.objection)] : []),
    lasting: true,
  },
];
