import { z } from 'zod';
import { attachmentReference } from '#contract/attachments';
import { deviceId, stampingRecord } from '#contract/powers/seal-devices';
import { comparison, fence } from '#contract/powers/seals';
import { code, regionCode, rfc3339 } from '#contract/text';
import { eventKind } from '#spine/platform/part';

const actor = z.string().min(1).max(80);
const note = z.string().max(1000);
const reason = z.string().min(1).max(1000);

/** What every case says of its seal, as the register had it then. */
const ofSeal = {
  item: code,
  organ: code,
  /** Division code of the owner. */
  region: regionCode,
  title: z.string().max(300),
  /** Key of the case of the seal. */
  seal: z.string().max(40),
  sealName: z.string().max(80),
  keeper: actor,
  approvers: z.array(actor),
  fence,
  actor,
};

/**
 * A record as the device signed it, with its signature; the pictures are attachments, in order. When it was received is when
 * the entry was recorded, so that the same record sent twice at once is the same event.
 */
const record = stampingRecord.omit({ kind: true, photos: true }).extend({
  attachments: z.array(attachmentReference).max(10),
  /** Null for a record of the demonstration. */
  signature: z.string().nullable(),
  /** Whether it came in later than records do, or was made without a connection. */
  late: z.boolean(),
  /** Whether it lies within a release of its request. */
  released: z.boolean(),
});
export type TakenRecord = z.infer<typeof record>;

/** What happens between a request to stamp and its filing, and to a stamping that nobody asked for. */
export const stampingEvents = {
  'powers.seal-requested': eventKind({
    title: { zh: '用印申请', en: 'Stamping requested' },
    data: z.object({
      ...ofSeal,
      document: z.string().max(200),
      purpose: z.string().max(1000),
      copies: z.number().int().min(1),
      pages: z.number().int().min(1).optional(),
      urgent: z.boolean(),
      urgentReason: z.string().max(400).optional(),
      attachments: z.array(attachmentReference).max(10).optional(),
    }),
    means: ({ item, organ, title, actor: by }) => ({
      type: 'case.opened',
      data: { item, organ, title, actor: by },
    }),
  }),
  'powers.seal-agreed': eventKind({
    title: { zh: '村书记同意用印', en: 'Secretary agreed' },
    data: z.object({ note, actor }),
    means: ({ actor: by }) => ({ type: 'case.step-done', data: { step: 'agree', actor: by } }),
  }),
  'powers.seal-approved': eventKind({
    title: { zh: '乡镇（街道）站批准用印', en: 'Town station approved' },
    data: z.object({ note, afterwards: z.boolean(), actor }),
    means: ({ note: why, actor: by }) => ({
      type: 'case.decided',
      data: { outcome: 'granted', reason: why, actor: by },
    }),
  }),
  /** Before anything was stamped it ends the request; of an urgent one it may come too late for that. */
  'powers.seal-refused': eventKind({
    title: { zh: '用印申请未获批准', en: 'Stamping refused' },
    data: z.object({ reason, impressions: z.number().int().min(0), actor }),
    means: ({ reason: why, impressions, actor: by }) =>
      impressions === 0
        ? { type: 'case.terminated', data: { reason: why, actor: by } }
        : { type: 'case.decided', data: { outcome: 'denied', reason: why, actor: by } },
  }),
  'powers.seal-withdrawn': eventKind({
    title: { zh: '用印申请撤回', en: 'Request withdrawn' },
    data: z.object({ reason, actor }),
    means: ({ reason: why, actor: by }) => ({ type: 'case.withdrawn', data: { reason: why, actor: by } }),
  }),
  /** The code itself stands nowhere; its keyed hash is in `powers_seal_code` until it is used. */
  'powers.seal-code-issued': eventKind({
    title: { zh: '生成一次性用印码', en: 'One-time code made' },
    data: z.object({ expiresAt: rfc3339, actor }),
  }),
  'powers.seal-released': eventKind({
    title: { zh: '印章解锁', en: 'Seal released' },
    data: z.object({ device: deviceId, until: rfc3339, actor }),
  }),
  'powers.seal-stamped': eventKind({
    title: { zh: '用印记录', en: 'Stamping recorded' },
    data: record.extend({ actor }),
  }),
  'powers.seal-stamped-unasked': eventKind({
    title: { zh: '无对应申请的用印', en: 'Stamped without a request' },
    data: record.extend(ofSeal),
    means: ({ item, organ, title, actor: by }) => ({
      type: 'case.opened',
      data: { item, organ, title, actor: by },
    }),
  }),
  'powers.seal-closed': eventKind({
    title: { zh: '用印核对归档', en: 'Stamping compared and closed' },
    data: z.object({ comparison, note, actor }),
    means: ({ note: result, actor: by }) => ({
      type: 'case.closed',
      data: { result: result || '已核对归档 (compared and closed)', actor: by },
    }),
  }),
  'powers.seal-explained': eventKind({
    title: { zh: '无对应申请的用印说明', en: 'Stamping without a request explained' },
    data: z.object({ explanation: reason, actor }),
    means: ({ explanation: result, actor: by }) => ({
      type: 'case.closed',
      data: { result: result.slice(0, 400), actor: by },
    }),
  }),
};
