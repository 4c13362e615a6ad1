import type { Instant } from '#base/time';
import { toRfc3339 } from '#base/time';
import { confiscatedOf, type PenaltyEvent, type PenaltyState } from './penalty.ts';

type DataOf<T extends PenaltyEvent['type']> = Extract<PenaltyEvent, { type: T }>['data'];

function register(data: DataOf<'powers.clue-registered'>): PenaltyState {
  return {
    status: 'clue',
    procedure: data.onTheSpot ? 'summary' : 'ordinary',
    organ: data.organ,
    offence: data.offence,
    partyKind: data.partyKind,
    personId: data.personId ?? null,
    source: data.clueSource,
    facts: data.facts,
    filedAt: null,
    officers: [],
    evidence: [],
    findings: null,
    tier: null,
    tierChange: null,
    notice: null,
    statements: [],
    hearing: null,
    discussion: null,
    decision: null,
    delivery: null,
    dueOn: null,
    payments: [],
    challenges: [],
    annulment: null,
    publication: null,
    notPublished: null,
    deciders: [],
  };
}

type Change<T extends PenaltyEvent['type']> = (
  state: PenaltyState,
  data: DataOf<T>,
  at: Instant,
) => Partial<PenaltyState>;
type Own = Extract<PenaltyEvent['type'], `powers.${string}`>;

/** After a decision has reached the party: a fine is still to be paid. */
const afterDelivery = (dueOn: string | undefined): Partial<PenaltyState> => ({
  status: dueOn === undefined ? 'executed' : 'executing',
  dueOn: dueOn ?? null,
});

/** What each event changes; those that change nothing are here all the same, so that none is forgotten. */
const changes: { [T in Exclude<Own, 'powers.clue-registered'>]: Change<T> } = {
  'powers.clue-dropped': () => ({ status: 'dropped' }),
  'powers.penalty-filed': (_state, _data, at) => ({ status: 'investigating', filedAt: at }),
  'powers.officers-assigned': (_state, { officers }) => ({ officers }),
  'powers.evidence-registered': ({ evidence }, data, at) => ({
    evidence: [...evidence, { evidence: data.evidenceNo, what: data.what, at, outcome: null }],
  }),
  'powers.evidence-decided': ({ evidence }, data) => ({
    evidence: evidence.map((one) =>
      one.evidence === data.evidenceNo ? { ...one, outcome: data.evidenceOutcome } : one,
    ),
  }),
  'powers.investigation-ended': (_state, { tier, findings }) => ({ status: 'reviewing', tier, findings }),
  'powers.investigation-returned': () => ({ status: 'investigating' }),
  'powers.penalty-reviewed': () => ({ status: 'to-notify' }),
  'powers.tier-change-asked': (_state, { tierFrom, tierTo, reason, actor }) => ({
    tierChange: { from: tierFrom, to: tierTo, reason, by: actor },
  }),
  'powers.tier-changed': (_state, { tierTo }) => ({ tier: tierTo, tierChange: null }),
  'powers.tier-change-refused': () => ({ tierChange: null }),
  'powers.notice-given': (_state, { kinds, fine, content, hearingRight, hearingUntil, ...more }, at) => ({
    status: 'notified',
    notice: {
      at,
      kinds,
      fine: fine ?? null,
      ...confiscatedOf(more),
      content,
      hearingRight,
      hearingUntil: Date.parse(hearingUntil),
      waived: false,
    },
  }),
  'powers.statement-recorded': ({ statements }, { on, adoption, answer }) => ({
    statements: [...statements, { on, adoption, answer }],
  }),
  'powers.rights-waived': ({ notice }) => ({ notice: notice && { ...notice, waived: true } }),
  'powers.hearing-asked': (_state, { on }) => ({
    status: 'hearing',
    hearing: { askedOn: on, heldFor: null, place: null, heldOn: null, givenUp: false },
  }),
  'powers.hearing-announced': ({ hearing }, { heldOn, place }) => ({
    hearing: hearing && { ...hearing, heldFor: heldOn, place },
  }),
  'powers.hearing-held': ({ hearing }, { on }) => ({
    status: 'notified',
    hearing: hearing && { ...hearing, heldOn: on },
  }),
  'powers.hearing-given-up': ({ hearing }) => ({
    status: 'notified',
    hearing: hearing && { ...hearing, givenUp: true },
  }),
  'powers.legally-reviewed': () => ({ status: 'to-decide' }),
  'powers.penalty-discussed': (_state, { on, record }) => ({ discussion: { on, record } }),
  'powers.penalty-decided': (state, data, at) => ({
    status: 'decided',
    decision: {
      at,
      on: data.on,
      number: data.number,
      outcome: data.outcome,
      kinds: data.kinds,
      fine: data.fine ?? null,
      ...confiscatedOf(data),
      content: data.content,
      reason: data.reason,
      tier: state.tier,
      range: data.range ?? null,
      median: data.median ?? null,
      medianOf: data.medianOf,
      by: data.actor,
    },
    deciders: [...new Set([data.actor, ...state.officers.map(({ holder }) => holder)])],
  }),
  'powers.decided-on-the-spot': (_state, data, at) => ({
    ...afterDelivery(data.fine === undefined ? undefined : data.dueOn),
    officers: data.officers,
    decision: {
      at,
      on: data.on,
      number: data.number,
      outcome: 'imposed',
      kinds: data.kinds,
      fine: data.fine ?? null,
      ...confiscatedOf(data),
      content: data.content,
      reason: data.reason,
      tier: null,
      range: null,
      median: null,
      medianOf: 0,
      by: data.actor,
    },
    delivery: { on: data.on, method: 'direct' },
    deciders: [...new Set([data.actor, ...data.officers.map(({ holder }) => holder)])],
  }),
  'powers.penalty-delivered': (_state, { on, method, dueOn }) => ({
    ...afterDelivery(dueOn),
    delivery: { on, method },
  }),
  'powers.payment-deferred': (_state, { dueOn }) => ({ dueOn }),
  'powers.fine-paid': ({ payments }, { on, amount, receipt, cashier, settled }) => ({
    payments: [...payments, { on, amount, receipt, cashier }],
    ...(settled ? { status: 'executed' as const } : null),
  }),
  'powers.challenge-noted': ({ challenges }, { challenge: kind, on }) => ({
    challenges: [...challenges, { kind, from: on, to: null }],
  }),
  'powers.challenge-ended': ({ challenges }, { on }) => ({
    challenges: challenges.map((one) => (one.to === null ? { ...one, to: on } : one)),
  }),
  'powers.penalty-closed': () => ({ status: 'closed' }),
  'powers.decision-annulled': (_state, { on, authority, reason }) => ({
    status: 'annulled',
    annulment: { on, by: authority, reason },
  }),
  'powers.decision-published': (_state, { on, until, summary }) => ({
    publication: { on, until, summary, withdrawn: null },
  }),
  'powers.publication-forgone': (_state, { reason }) => ({ notPublished: reason }),
  'powers.publication-withdrawn': ({ publication }, { on, reason }) => ({
    publication: publication && { ...publication, withdrawn: { on, reason } },
  }),
};

/** A penalty case after one more event. Pure and total; events of the spine change nothing of it. */
export function evolve(before: PenaltyState | null, event: PenaltyEvent, at: Instant): PenaltyState {
  if (event.type === 'powers.clue-registered') return before ?? register(event.data);
  if (!before)
    throw new Error(`a penalty case begins with its clue, not with ${event.type} at ${toRfc3339(at)}`);
  if (!Object.hasOwn(changes, event.type)) return before;
  const change = changes[event.type as keyof typeof changes] as Change<PenaltyEvent['type']>;
  return { ...before, ...change(before, event.data as never, at) };
}
