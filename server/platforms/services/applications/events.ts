import { z } from 'zod';
import { pauseKinds } from '#contract/events';
import { code, regionCode } from '#contract/text';
import { titledKind } from '#spine/platform/part';

/**
 * What happens to an application, in the past tense. Nothing personal: who applies is a number in `person`, and what they
 * wrote lies sealed under a number of its own (`sealed-texts.ts`), of which the journal has the fingerprint.
 */
const short = z.string().max(400);
const reason = z.string().max(2000);
const actor = z.string().min(1).max(80);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const acted = { actor: actor.optional() };

/** Where a case is, as one case names another. */
const place = z.object({ city: z.number().int(), id: z.number().int() });

/** A text that is kept sealed: its number, and the fingerprint that vouches for it. */
const sealedText = z.object({ id: z.number().int(), sha256 });

/** Files handed in for one material of the list. */
export const filedMaterial = z.object({
  material: code,
  files: z.array(z.object({ id: z.string().regex(/^[0-9a-f]{32}$/), sha256 })).max(50),
});
export type FiledMaterial = z.infer<typeof filedMaterial>;

const partPlan = z.object({
  item: code,
  title: short,
  organ: code,
  region: regionCode,
  /** Parts that must be granted before this one begins. */
  after: z.array(code),
  /** Codes of the materials that concern it. */
  materials: z.array(code),
});

const correctionRequest = z.object({
  /** Item of the part that asks; null where the application has no parts. */
  part: code.nullable(),
  reason,
  materials: z.array(code),
});
export type CorrectionRequest = z.infer<typeof correctionRequest>;

export const partStages = [
  'accepted',
  'asked',
  'corrected',
  'paused',
  'resumed',
  'decided',
  'ended',
] as const;
const outcome = z.enum(['granted', 'denied', 'other']);

const filed = z.object({
  ...acted,
  item: code,
  organ: code,
  title: short,
  channel: z.enum(['portal', 'window']),
  /** The point or window that took it in on somebody's behalf. */
  takenAt: code.optional(),
  personId: z.number().int().optional(),
  form: sealedText,
  materials: z.array(filedMaterial),
  /** Of a joint item: what it is made of. */
  parts: z.array(partPlan).max(50).default([]),
  /** Of a part: the case that it belongs to. */
  parent: place.optional(),
});

export const applicationEvents = {
  'services.application-filed': titledKind('提交申请', 'Application filed', filed, (data) => ({
    type: 'case.opened',
    data: {
      item: data.item,
      organ: data.organ,
      title: data.title,
      channel: data.channel,
      actor: data.actor,
      ...(data.personId === undefined ? null : { personId: data.personId }),
    },
  })),
  'services.part-opened': titledKind(
    '并联事项已分送',
    'Part sent to its organ',
    place.extend({ part: code }),
  ),
  'services.part-moved': titledKind(
    '并联事项进展',
    'Progress of a part',
    z.object({
      part: code,
      stage: z.enum(partStages),
      outcome: outcome.optional(),
      reason: reason.optional(),
      materials: z.array(code).optional(),
      procedure: z.enum(pauseKinds).optional(),
      basis: short.optional(),
      expectedDays: z.number().int().min(1).max(3650).optional(),
      approver: actor.optional(),
      notice: short.optional(),
    }),
  ),
  'services.correction-requested': titledKind(
    '要求补正',
    'Correction requested',
    z.object({ ...acted, reason, materials: z.array(code) }),
    ({ actor, reason, materials }) => ({ type: 'case.correction-asked', data: { actor, reason, materials } }),
  ),
  'services.corrections-told': titledKind(
    '一次性告知补正',
    'Corrections told at once',
    z.object({
      ...acted,
      requests: z.array(correctionRequest).min(1),
      /** False for the parts of a later turn, after the whole was accepted: each organ has told once even so. */
      first: z.boolean(),
    }),
    ({ actor, requests, first }) =>
      first
        ? {
            type: 'case.correction-asked',
            data: {
              actor,
              reason: requests
                .map((one) => one.reason)
                .join('\n')
                .slice(0, 2000),
              materials: [...new Set(requests.flatMap((one) => one.materials))],
            },
          }
        : null,
  ),
  'services.correction-answered': titledKind(
    '提交补正材料',
    'Corrections handed in',
    z.object({ ...acted, materials: z.array(filedMaterial), note: sealedText.optional() }),
    ({ actor }) => ({ type: 'case.corrected', data: { actor } }),
  ),
  'services.joint-accepted': titledKind('整体受理', 'Whole accepted', z.object(acted), ({ actor }) => ({
    type: 'case.accepted',
    data: { actor },
  })),
  'services.joint-paused': titledKind(
    '整体中止计时',
    'Whole stands still',
    z.object({
      part: code,
      procedure: z.enum(pauseKinds),
      basis: short.min(1),
      expectedDays: z.number().int().min(1).max(3650).optional(),
      approver: actor.optional(),
      notice: short.optional(),
    }),
    (data) => ({ type: 'case.paused', data }),
  ),
  'services.joint-resumed': titledKind('整体恢复计时', 'Whole goes on', z.object({}), () => ({
    type: 'case.resumed',
    data: {},
  })),
  'services.joint-extended': titledKind(
    '延长联合办理期限',
    'Joint limit extended',
    z.object({ ...acted, n: z.number().int().min(1).max(3650), basis: short.min(1), approver: actor }),
    (data) => ({ type: 'case.extended', data: { ...data, unit: 'working-day' } }),
  ),
  'services.joint-decided': titledKind(
    '各事项均有结果',
    'Every part has its result',
    z.object({ outcome, granted: z.array(code), denied: z.array(code), reason }),
    ({ outcome, reason }) => ({ type: 'case.decided', data: { outcome, reason } }),
  ),
  'services.joint-closed': titledKind(
    '整体办结',
    'Whole closed',
    z.object({ result: short }),
    ({ result }) => ({
      type: 'case.closed',
      data: { result },
    }),
  ),
  'services.application-withdrawn': titledKind(
    '撤回申请',
    'Application withdrawn',
    z.object({ ...acted, reason: sealedText.optional() }),
    ({ actor }) => ({ type: 'case.withdrawn', data: { actor } }),
  ),
  'services.delivered': titledKind(
    '送达',
    'Delivered',
    z.object({
      ...acted,
      method: z.enum(['window', 'post', 'online', 'other']),
      note: short.optional(),
      /** Whether the flow of the item has it as a step. */
      isStep: z.boolean(),
    }),
    ({ actor, isStep }) => (isStep ? { type: 'case.step-done', data: { actor, step: 'deliver' } } : null),
  ),
  'services.message-sent': titledKind(
    '留言',
    'Message',
    z.object({ ...acted, by: z.enum(['applicant', 'organ']), text: sealedText }),
  ),
  'services.complained': titledKind(
    '申请人投诉',
    'Complaint',
    z.object({
      ...acted,
      about: z.enum(['inaction', 'misconduct', 'slowness', 'other']),
      text: sealedText,
    }),
  ),
  'services.rated': titledKind(
    '评价',
    'Rated',
    z.object({ ...acted, stars: z.number().int().min(1).max(5), text: sealedText.optional() }),
  ),
  'services.archived': titledKind(
    '归档',
    'Archived',
    z.object({ ...acted, files: z.number().int(), fingerprint: sha256 }),
  ),
};
export type ApplicationEvents = typeof applicationEvents;
