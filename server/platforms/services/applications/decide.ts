import { createHash } from 'node:crypto';
import { z } from 'zod';
import { Refusal } from '#base/errors';
import { eventOf, jsonValue, refusedValue } from '#spine/platform/deciding';
import type { DecidedEvent, DecisionContext, PartCommand } from '#spine/platform/part';
import { type ApplicationEvents, filedMaterial, partStages } from './events.ts';
import { fileList } from './file-list.ts';
import { partsTogether } from './joint-parts.ts';
import { limits } from './limits.ts';
import type { ApplicationState } from './application.ts';

/**
 * From a permitted action to its event. The table (`actions.ts`) has checked state, role and fields; here is what it cannot say.
 * Texts come as references to what is sealed already, lists as JSON: an action's values are texts and numbers.
 */
type Decide = (
  state: ApplicationState,
  values: PartCommand['values'],
  context: DecisionContext,
) => DecidedEvent;

const event = eventOf<ApplicationEvents>();

const sealedText = z.object({ id: z.number().int(), sha256: z.string() });
const textOf = (values: PartCommand['values']) => jsonValue(sealedText, values, 'text');
const textIfAny = (values: PartCommand['values']) => (values.text === undefined ? undefined : textOf(values));
const listOf = (value: PartCommand['values'][string] | undefined): string[] =>
  value === undefined ? [] : Array.isArray(value) ? [...(value as readonly string[])] : [String(value)];

const partAbout = z.object({
  outcome: z.enum(['granted', 'denied', 'other']).optional(),
  reason: z.string().optional(),
  materials: z.array(z.string()).optional(),
  procedure: z.string().optional(),
  basis: z.string().optional(),
  expectedDays: z.number().optional(),
  approver: z.string().optional(),
  notice: z.string().optional(),
});

const decisions: Record<string, Decide> = {
  'request-correction': (_state, values, { actor }) =>
    event('services.correction-requested', {
      actor,
      reason: String(values.reason),
      materials: listOf(values.materials),
    }),
  'extend-joint': (state, values, { actor }) => {
    const n = Number(values.n);
    const most = limits.jointExtension.n - state.extendedBy;
    if (n < 1 || n > most) throw refusedValue('n', `1 to ${most} working days`);
    return event('services.joint-extended', {
      actor,
      n,
      basis: String(values.basis),
      approver: String(values.approver),
    });
  },
  deliver: (_state, values, { actor, item }) =>
    event('services.delivered', {
      actor,
      method: String(values.method) as 'window',
      note: values.note === undefined ? undefined : String(values.note),
      isStep: item.flow.steps.some(({ code }) => code === 'deliver'),
    }),
  archive: (state, _values, { actor }) => {
    const files = fileList(state);
    const fingerprint = createHash('sha256').update(JSON.stringify(files)).digest('hex');
    return event('services.archived', { actor, files: files.length, fingerprint });
  },

  'tell-corrections': (state, _values, { actor, roles }) =>
    event('services.corrections-told', {
      ...(roles.has('system') ? {} : { actor }),
      requests: partsTogether(state).untold,
      first: !state.accepted,
    }),
  'accept-whole': () => event('services.joint-accepted', {}),
  'pause-whole': (state) => {
    const part = partsTogether(state).standingStill!;
    return event('services.joint-paused', {
      part: part.item,
      ...part.pause!,
      basis: part.pause!.basis || '—',
    });
  },
  'resume-whole': () => event('services.joint-resumed', {}),
  'decide-whole': (state) => {
    const { granted, denied } = partsTogether(state);
    const outcome = denied.length === 0 ? 'granted' : granted.length === 0 ? 'denied' : 'other';
    const codes = (parts: typeof granted) => parts.map(({ item }) => item);
    return event('services.joint-decided', {
      outcome,
      granted: codes(granted),
      denied: codes(denied),
      reason: resultText(state),
    });
  },
  'close-whole': (state) => event('services.joint-closed', { result: resultText(state).slice(0, 400) }),
  'open-part': (_state, values) =>
    event('services.part-opened', {
      part: String(values.part),
      city: Number(values.city),
      id: Number(values.id),
    }),
  'note-part': (state, values) => {
    const stage = z.enum(partStages).safeParse(values.stage);
    if (!stage.success) throw refusedValue('stage', `one of ${partStages.join(', ')}`);
    const part = String(values.part);
    if (!state.parts.some(({ item }) => item === part))
      throw refusedValue('part', 'a part of this application');
    const about = values.about === undefined ? {} : jsonValue(partAbout, values, 'about');
    return event('services.part-moved', { part, stage: stage.data, ...(about as object) });
  },
  'receive-corrections': (_state, values) =>
    event('services.correction-answered', {
      materials: jsonValue(z.array(filedMaterial), values, 'materials'),
    }),
  'withdraw-part': () => event('services.application-withdrawn', {}),

  'answer-corrections': (_state, values, { actor }) =>
    event('services.correction-answered', {
      actor,
      materials: jsonValue(z.array(filedMaterial), values, 'materials'),
      note: textIfAny(values),
    }),
  'withdraw-application': (_state, values, { actor }) =>
    event('services.application-withdrawn', { actor, reason: textIfAny(values) }),
  message: (_state, values, { actor }) =>
    event('services.message-sent', {
      actor,
      by: values.by === 'organ' ? 'organ' : 'applicant',
      text: textOf(values),
    }),
  complain: (_state, values, { actor }) =>
    event('services.complained', { actor, about: String(values.about) as 'other', text: textOf(values) }),
  rate: (state, values, { actor, now }) => {
    const stars = Number(values.stars);
    if (stars < 1 || stars > 5) throw refusedValue('stars', '1 to 5');
    const days = limits.ratingChange.n;
    if (state.rating && now > state.rating.firstAt + days * 86_400_000)
      throw new Refusal('action-not-allowed', {
        field: 'action',
        detail: `A rating can be changed for ${days} days.`,
      });
    return event('services.rated', { actor, stars, text: textIfAny(values) });
  },
};

const outcomeNames = { granted: '准予', denied: '不予', other: '其他' } as const;

/** What became of each part, in one line. */
const resultText = ({ parts }: ApplicationState): string =>
  parts
    .map(({ title, outcome, stage }) => {
      const result = outcome ? outcomeNames[outcome] : stage === 'void' ? '未启动' : '未作决定';
      return `${title}：${result}`;
    })
    .join('；');

/** Turns a permitted action into its event. Pure. @throws Refusal field-invalid, action-not-allowed */
export function decide(
  state: ApplicationState,
  command: PartCommand,
  context: DecisionContext,
): DecidedEvent {
  const decision = Object.hasOwn(decisions, command.action) ? decisions[command.action] : undefined;
  if (!decision) throw new Refusal('action-not-allowed', { field: 'action' });
  return decision(state, command.values, context);
}
