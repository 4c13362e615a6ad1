import { type Instant, toRfc3339 } from '#base/time';
import type { AttachmentReference } from '#contract/attachments';
import type { CameraContent, MomentKind } from '#contract/powers/halls';
import type { PartEvent, PartState } from '#spine/platform/part';
import type { cameraEvents } from './events.ts';

export type CameraEvent = PartEvent<typeof cameraEvents>;

interface Said {
  by: string;
  at: string;
}

/** One version of the register: never changed, two persons. */
export interface CameraVersion {
  version: number;
  content: CameraContent;
  reason: string;
  proposed: Said;
  approved: Said;
}

/** A moment that somebody marked while watching. */
export interface Moment {
  number: number;
  kind: MomentKind;
  at: string;
  minutes: number | null;
  note: string;
  /** Key of another case. */
  about: string | null;
  kept: Said;
  attachments: AttachmentReference[];
}

export interface CameraState extends PartState {
  status: 'proposed' | 'in-use' | 'refused' | 'retired';
  /** Division code of the hall. */
  region: string;
  /** What holds; of a first proposal what is proposed. */
  content: CameraContent;
  /** What waits for a second person. */
  proposal: (Said & { content: CameraContent; reason: string }) | null;
  versions: CameraVersion[];
  /** Since when the stream has been away, once that is longer than it may be in service hours. */
  offlineSince: string | null;
  moments: Moment[];
}

const blank: CameraState = {
  status: 'proposed',
  region: '',
  content: { name: '', hall: '', address: 'demonstration:none', retentionDays: 90 },
  proposal: null,
  versions: [],
  offlineSince: null,
  moments: [],
};

/** The proposal becomes the next version. */
function approve(state: CameraState, by: string, at: Instant): CameraState {
  const { proposal } = state;
  if (!proposal) return state;
  const { content, reason, by: proposer, at: proposedAt } = proposal;
  const version: CameraVersion = {
    version: state.versions.length + 1,
    content,
    reason,
    proposed: { by: proposer, at: proposedAt },
    approved: { by, at: toRfc3339(at) },
  };
  return { ...state, status: 'in-use', content, proposal: null, versions: [...state.versions, version] };
}

/** A camera after one more event. Pure and total. */
export function evolveCamera(before: CameraState | null, event: CameraEvent, at: Instant): CameraState {
  const state = before ?? blank;
  switch (event.type) {
    case 'powers.camera-proposed': {
      const { region, content, reason, actor: by } = event.data;
      return { ...blank, region, content, proposal: { content, reason, by, at: toRfc3339(at) } };
    }
    case 'powers.camera-change-proposed': {
      const { content, reason, actor: by } = event.data;
      return { ...state, proposal: { content, reason, by, at: toRfc3339(at) } };
    }
    case 'powers.camera-approved':
      return approve(state, event.data.actor, at);
    case 'powers.camera-change-refused':
      return { ...state, proposal: null };
    case 'powers.camera-refused':
      return { ...state, status: 'refused', proposal: null };
    case 'powers.camera-offline':
      return { ...state, offlineSince: event.data.since };
    case 'powers.camera-returned':
      return { ...state, offlineSince: null };
    case 'powers.hall-moment-kept': {
      const { kind, at: moment, minutes = null, note, about = null, attachments, actor: by } = event.data;
      const number = state.moments.length + 1;
      const kept = { by, at: toRfc3339(at) };
      return {
        ...state,
        moments: [...state.moments, { number, kind, at: moment, minutes, note, about, kept, attachments }],
      };
    }
    case 'powers.camera-retired':
    case 'case.terminated':
    case 'case.withdrawn':
      return { ...state, status: 'retired', proposal: null, offlineSince: null };
    default:
      return state;
  }
}
