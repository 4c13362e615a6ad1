import { type Instant, toRfc3339 } from '#base/time';
import type { AttachmentReference } from '#contract/attachments';
import type {
  DisclosedItem,
  DisclosureKind,
  DisclosurePeriod,
  DisclosureStatus,
  ObjectionSubject,
} from '#contract/services/village';
import type { PartEvent, PartState } from '#spine/platform/part';
import type { disclosureEvents } from './events.ts';

export type DisclosureEvent = PartEvent<typeof disclosureEvents>;

/** What somebody hands in for the committee's signature. */
export interface Draft {
  text: string;
  items: DisclosedItem[];
  attachments?: AttachmentReference[];
  by: string;
  at: string;
  /** Why a published version is corrected. */
  reason?: string;
}

/** A version that is public; versions are kept as they were. */
export interface PublishedVersion extends Draft {
  version: number;
  signedBy: string;
  signedAt: string;
}

export interface Objection {
  objection: number;
  subject: ObjectionSubject;
  text: string;
  raisedAt: string;
  answer: string | null;
  answeredAt: string | null;
}

export interface DisclosureState extends PartState {
  status: DisclosureStatus;
  /** Division code of the village. */
  region: string;
  entry: string;
  kind: DisclosureKind;
  every: DisclosurePeriod;
  period: string;
  dueOn: string;
  matter: string | null;
  amount: string | null;
  /** Waiting for a signature. */
  draft: Draft | null;
  /** Why the last draft was sent back. */
  returned: string | null;
  /** Oldest first; the last one is in force. */
  versions: PublishedVersion[];
  objections: Objection[];
}

const blank: DisclosureState = {
  status: 'open',
  region: '',
  entry: '',
  kind: 'village',
  every: 'quarterly',
  period: '',
  dueOn: '',
  matter: null,
  amount: null,
  draft: null,
  returned: null,
  versions: [],
  objections: [],
};

const isPublic = (state: DisclosureState) => state.versions.length > 0;

/** A duty after one more event. Pure and total: what does not fit leaves it as it is. */
export function evolveDisclosure(
  before: DisclosureState | null,
  event: DisclosureEvent,
  at: Instant,
): DisclosureState {
  const state = before ?? blank;
  switch (event.type) {
    case 'services.disclosure-opened': {
      const { region, entry, kind, every, period, dueOn, matter = null, amount = null } = event.data;
      return { ...blank, region, entry, kind, every, period, dueOn, matter, amount };
    }
    case 'services.disclosure-submitted':
    case 'services.disclosure-correction-submitted': {
      const { actor: by, ...content } = event.data;
      const status = isPublic(state) ? 'correcting' : 'submitted';
      return { ...state, status, draft: { ...content, by, at: toRfc3339(at) }, returned: null };
    }
    case 'services.disclosure-returned':
      return {
        ...state,
        status: isPublic(state) ? 'published' : 'open',
        draft: null,
        returned: event.data.reason,
      };
    case 'services.disclosure-signed': {
      if (!state.draft) return state;
      const { version, actor: signedBy } = event.data;
      const signed = { ...state.draft, version, signedBy, signedAt: toRfc3339(at) };
      return { ...state, status: 'published', draft: null, versions: [...state.versions, signed] };
    }
    case 'services.objection-raised': {
      const { objection, subject, text } = event.data;
      const raised = { objection, subject, text, raisedAt: toRfc3339(at), answer: null, answeredAt: null };
      return { ...state, objections: [...state.objections, raised] };
    }
    case 'services.objection-answered': {
      const { objection, answer } = event.data;
      return {
        ...state,
        objections: state.objections.map((one) =>
          one.objection === objection ? { ...one, answer, answeredAt: toRfc3339(at) } : one,
        ),
      };
    }
    case 'case.terminated':
    case 'case.withdrawn':
      return isPublic(state) ? state : { ...state, status: 'ended', draft: null };
    default:
      return state;
  }
}

/** Objections that nobody has answered yet. */
export const unanswered = (state: DisclosureState): Objection[] =>
  state.objections.filter(({ answer }) => answer === null);
