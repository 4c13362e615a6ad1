import { type Instant, toRfc3339 } from '#base/time';
import type { Fence } from '#contract/powers/seals';
import type { PartEvent, PartState } from '#spine/platform/part';
import type { sealEvents } from './events.ts';

export type SealEvent = PartEvent<typeof sealEvents>;

/** A device that holds a seal. */
export interface EnrolledDevice {
  id: string;
  /** SPKI in DER, base64. */
  publicKey: string;
  enrolledAt: string;
  enrolledBy: string;
}

export interface SealState extends PartState {
  status: 'in-use' | 'retired';
  /** Division code of the owner. */
  region: string;
  name: string;
  keeper: string;
  approvers: string[];
  fence: Fence;
  device: EnrolledDevice | null;
  /** Since when the device has been offline, once that is longer than it may be. */
  silentSince: string | null;
}

const blank: SealState = {
  status: 'in-use',
  region: '',
  name: '',
  keeper: '',
  approvers: [],
  fence: { latitude: 0, longitude: 0, radius: 10 },
  device: null,
  silentSince: null,
};

/** A seal after one more event. Pure and total. */
export function evolveSeal(before: SealState | null, event: SealEvent, at: Instant): SealState {
  const state = before ?? blank;
  switch (event.type) {
    case 'powers.seal-registered': {
      const { region, name, keeper, approvers, fence } = event.data;
      return { ...blank, region, name, keeper, approvers, fence };
    }
    case 'powers.seal-changed': {
      const { keeper, approvers, fence } = event.data;
      return {
        ...state,
        keeper: keeper ?? state.keeper,
        approvers: approvers ?? state.approvers,
        fence: fence ?? state.fence,
      };
    }
    case 'powers.seal-device-enrolled': {
      const { device: id, publicKey, actor: enrolledBy } = event.data;
      return {
        ...state,
        device: { id, publicKey, enrolledAt: toRfc3339(at), enrolledBy },
        silentSince: null,
      };
    }
    case 'powers.seal-device-revoked':
      return { ...state, device: null, silentSince: null };
    case 'powers.seal-device-silent':
      return { ...state, silentSince: event.data.since };
    case 'powers.seal-device-returned':
      return { ...state, silentSince: null };
    case 'powers.seal-retired':
    case 'case.terminated':
    case 'case.withdrawn':
      return { ...state, status: 'retired' };
    default:
      return state;
  }
}
