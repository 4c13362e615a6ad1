import { z } from 'zod';
import { deviceId } from '#contract/powers/seal-devices';
import { fence } from '#contract/powers/seals';
import { code, regionCode, rfc3339 } from '#contract/text';
import { eventKind } from '#spine/platform/part';

const actor = z.string().min(1).max(80);
const reason = z.string().min(1).max(400);

/** What happens to a seal in the register, and to the device that holds it. */
export const sealEvents = {
  'powers.seal-registered': eventKind({
    title: { zh: '印章登记', en: 'Seal registered' },
    data: z.object({
      item: code,
      organ: code,
      /** Division code of the owner. */
      region: regionCode,
      title: z.string().max(200),
      name: z.string().min(1).max(80),
      keeper: actor,
      approvers: z.array(actor).min(1),
      fence,
      actor,
    }),
    means: ({ item, organ, title, actor: by }) => ({
      type: 'case.opened',
      data: { item, organ, title, actor: by },
    }),
  }),
  'powers.seal-changed': eventKind({
    title: { zh: '印章登记变更', en: 'Register of the seal changed' },
    data: z.object({
      keeper: actor.optional(),
      approvers: z.array(actor).min(1).optional(),
      fence: fence.optional(),
      reason,
      actor,
    }),
  }),
  'powers.seal-device-enrolled': eventKind({
    title: { zh: '用印设备登记', en: 'Device enrolled' },
    data: z.object({ device: deviceId, publicKey: z.string().max(200), actor }),
  }),
  'powers.seal-device-revoked': eventKind({
    title: { zh: '用印设备停用', en: 'Device revoked' },
    data: z.object({ device: deviceId, reason, actor }),
  }),
  'powers.seal-device-silent': eventKind({
    title: { zh: '设备离线超过时限', en: 'Device offline for too long' },
    data: z.object({ device: deviceId, since: rfc3339, hours: z.number().min(0), actor }),
  }),
  'powers.seal-device-returned': eventKind({
    title: { zh: '设备恢复联系', en: 'Device heard of again' },
    data: z.object({ device: deviceId, actor }),
  }),
  'powers.seal-retired': eventKind({
    title: { zh: '印章停用', en: 'Seal retired' },
    data: z.object({ reason, actor }),
    means: ({ reason: result, actor: by }) => ({ type: 'case.closed', data: { result, actor: by } }),
  }),
};
