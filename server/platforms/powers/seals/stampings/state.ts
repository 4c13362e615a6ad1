import { type Instant, toRfc3339 } from '#base/time';
import type { AttachmentReference } from '#contract/attachments';
import type { Fence, StampingStatus } from '#contract/powers/seals';
import type { PartEvent, PartState } from '#spine/platform/part';
import type { stampingEvents, TakenRecord } from './events.ts';

export type StampingEvent = PartEvent<typeof stampingEvents>;

interface Said {
  by: string;
  at: string;
}

export interface StampingState extends PartState {
  status: StampingStatus;
  region: string;
  /** Key of the case of the seal, and what the register said of it then. */
  seal: string;
  sealName: string;
  keeper: string;
  approvers: string[];
  fence: Fence;
  /** Null for a stamping that nobody asked for. */
  requester: string | null;
  document: string;
  purpose: string;
  /** Impressions that were asked for. */
  copies: number;
  pages: number | null;
  files: AttachmentReference[];
  urgent: boolean;
  urgentReason: string | null;
  agreed: Said | null;
  approval: (Said & { granted: boolean; note: string; afterwards: boolean }) | null;
  codeExpiresAt: string | null;
  releases: { at: string; until: string }[];
  records: KeptRecord[];
  /** Impressions that were made. */
  impressions: number;
  comparison: (Said & { result: 'same' | 'differs'; note: string }) | null;
  explanation: string | null;
}

const blank: StampingState = {
  status: 'requested',
  region: '',
  seal: '',
  sealName: '',
  keeper: '',
  approvers: [],
  fence: { latitude: 0, longitude: 0, radius: 10 },
  requester: null,
  document: '',
  purpose: '',
  copies: 0,
  pages: null,
  files: [],
  urgent: false,
  urgentReason: null,
  agreed: null,
  approval: null,
  codeExpiresAt: null,
  releases: [],
  records: [],
  impressions: 0,
  comparison: null,
  explanation: null,
};

const over: readonly StampingStatus[] = ['closed', 'refused', 'withdrawn', 'explained', 'ended'];
/** States that a stamping moves on; in every other one it is only added to what is known. */
const usable: readonly StampingStatus[] = ['released', 'stamped'];

/** A record, and when it was received. */
type KeptRecord = TakenRecord & { receivedAt: string };

/** Only what the device signed and what was found when it came in. */
function recordOf({
  counter,
  device,
  at,
  request,
  impressions,
  paper,
  position,
  document,
  offline,
  attachments,
  signature,
  late,
  released,
}: TakenRecord): TakenRecord {
  return {
    counter,
    device,
    at,
    request,
    impressions,
    paper,
    position,
    document,
    offline,
    attachments,
    signature,
    late,
    released,
  };
}

type Requested = Extract<StampingEvent, { type: 'powers.seal-requested' }>['data'];

function requested(data: Requested): StampingState {
  const { region, seal, sealName, keeper, approvers, fence, document, purpose, copies } = data;
  const { pages = null, urgent, urgentReason = null, attachments: files = [], actor: requester } = data;
  const ofSeal = { region, seal, sealName, keeper, approvers, fence };
  return { ...blank, ...ofSeal, requester, document, purpose, copies, pages, urgent, urgentReason, files };
}

function stamped(state: StampingState, record: TakenRecord, receivedAt: string): StampingState {
  return {
    ...state,
    status: usable.includes(state.status) ? 'stamped' : state.status,
    records: [...state.records, { ...recordOf(record), receivedAt }],
    impressions: state.impressions + record.impressions,
  };
}

/** Of an urgent request that has been stamped already the status stays: what was done is still to be compared. */
function decided(
  state: StampingState,
  granted: boolean,
  said: Said & { note: string; afterwards: boolean },
): StampingState {
  const approval = { ...said, granted };
  if (state.status === 'agreed' || state.status === 'requested')
    return { ...state, approval, status: granted ? 'approved' : 'refused' };
  if (state.status === 'released' && !granted && state.impressions === 0)
    return { ...state, approval, status: 'refused' };
  return { ...state, approval };
}

/** A request to stamp after one more event. Pure and total. */
export function evolveStamping(
  before: StampingState | null,
  event: StampingEvent,
  at: Instant,
): StampingState {
  const state = before ?? blank;
  const time = toRfc3339(at);
  switch (event.type) {
    case 'powers.seal-requested':
      return requested(event.data);
    case 'powers.seal-agreed':
      return { ...state, status: 'agreed', agreed: { by: event.data.actor, at: time } };
    case 'powers.seal-approved': {
      const { note, afterwards, actor: by } = event.data;
      return decided(state, true, { by, at: time, note, afterwards });
    }
    case 'powers.seal-refused': {
      const { reason: note, impressions, actor: by } = event.data;
      return decided(state, false, { by, at: time, note, afterwards: impressions > 0 });
    }
    case 'powers.seal-withdrawn':
      return { ...state, status: 'withdrawn' };
    case 'powers.seal-code-issued':
      return { ...state, codeExpiresAt: event.data.expiresAt };
    case 'powers.seal-released':
      return {
        ...state,
        status: 'released',
        codeExpiresAt: null,
        releases: [...state.releases, { at: time, until: event.data.until }],
      };
    case 'powers.seal-stamped':
      return stamped(state, event.data, time);
    case 'powers.seal-stamped-unasked': {
      const { region, seal, sealName, keeper, approvers, fence } = event.data;
      const opened = { ...blank, region, seal, sealName, keeper, approvers, fence };
      return { ...stamped(opened, event.data, time), status: 'unasked' };
    }
    case 'powers.seal-closed': {
      const { comparison: result, note, actor: by } = event.data;
      return { ...state, status: 'closed', comparison: { result, note, by, at: time } };
    }
    case 'powers.seal-explained':
      return { ...state, status: 'explained', explanation: event.data.explanation };
    case 'case.terminated':
    case 'case.withdrawn':
      return over.includes(state.status) ? state : { ...state, status: 'ended' };
    default:
      return state;
  }
}
