import type { ItemInput, OrganInput } from '#contract/catalogue';
import { ensureOrgan } from '#spine/catalogue/ensure-organ';
import { saveItems } from '#spine/catalogue/register';
import type { Spine } from '#spine/spine';
import { programmeRules } from './programmes/programme-rules.ts';
import { limits } from './tickets/limits.ts';

/** Codes of the items that cases of the hotline are of; emergencies have cards of their own. */
export const ticketItem = (emergency: boolean) => (emergency ? 'hotline-emergency' : 'hotline-ticket');
export const assignmentItem = (emergency: boolean) =>
  emergency ? 'hotline-emergency-assignment' : 'hotline-assignment';

export const episodeItem = 'hotline-episode';

/** Items of the hotline name this organ; each case names the centre or organ that it is of. */
const hotlineOrgan: OrganInput = {
  code: 'hotline-organs',
  name: { zh: '热线承办机关', en: 'Organs of the hotline' },
  region: '370000000000',
  kind: 'other',
};

const step = (code: string, zh: string, en: string) => ({ code, name: { zh, en } });
const common = {
  platform: 'hotline',
  type: '20',
  level: 3,
  organ: hotlineOrgan.code,
  effectiveFrom: '2020-01-01',
} as const;
const noted = ({ n, unit, basis }: typeof limits.whole) => ({ n, unit, note: basis.text ?? basis.law });

const itemsOf = (emergency: boolean): ItemInput[] => [
  {
    ...common,
    ...(emergency ? { policy: 'hotline-emergency' } : null),
    code: ticketItem(emergency),
    name: emergency
      ? { zh: '热线紧急诉求办理', en: 'Emergency of the hotline' }
      : { zh: '热线诉求办理', en: 'Ticket of the hotline' },
    basis: [limits.whole.basis, { law: '国办发〔2020〕53号', article: '' }],
    // An emergency brings its own due time, the end of the day.
    limits: { legal: noted(limits.whole) },
    flow: {
      version: 1,
      steps: [
        step('dispatch', '派单', 'Dispatch'),
        step('check', '核查', 'Check'),
        step('callback', '回访', 'Callback'),
      ],
    },
  },
  {
    ...common,
    ...(emergency ? { policy: 'hotline-emergency' } : null),
    code: assignmentItem(emergency),
    name: emergency
      ? { zh: '热线紧急工单承办', en: 'Handling of an emergency' }
      : { zh: '热线工单承办', en: 'Handling of a hotline ticket' },
    basis: [limits.handling.basis],
    limits: { promised: noted(limits.handling) },
    flow: {
      version: 1,
      steps: [
        step('sign', '签收', 'Sign'),
        step('contact', '联系诉求人', 'Contact'),
        step('handle', '办理', 'Handle'),
      ],
    },
  },
];

const episode: ItemInput = {
  ...common,
  code: episodeItem,
  name: { zh: '政风行风热线直播节目', en: 'Episode of a programme' },
  basis: [programmeRules.whole.basis],
  // Each brings its own due time, counted from its broadcast.
  limits: { promised: noted(programmeRules.whole) },
  flow: {
    version: 1,
    steps: [step('air', '直播', 'Broadcast'), step('follow', '跟踪办理', 'Follow-up')],
  },
};

/** Saves what cases of the hotline are of; the same again changes nothing. */
export async function prepareHotlineItems(spine: Spine): Promise<void> {
  await ensureOrgan(spine, hotlineOrgan);
  await saveItems(spine.pool, [...itemsOf(false), ...itemsOf(true), episode], false);
}
