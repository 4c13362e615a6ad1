import { randomUUID } from 'node:crypto';
import { Refusal } from '#base/errors';
import type { Say } from '#base/log';
import { idNumberCheck } from '#contract/id-number';
import type { FlowStep } from '#contract/catalogue';
import type { FormField } from '#contract/item-form';
import { applicantFieldsBeside } from '#contract/services/applicant-fields';
import type { Role } from '#contract/roles';
import { decideCaseAction } from '#spine/cases/case-actions';
import { stepRoles } from '#spine/cases/case-roles';
import { stepTrace } from '#spine/cases/case-state';
import { getStoredCase } from '#spine/cases/case-view';
import type { RegisteredItem } from '#spine/catalogue/registry';
import { applicationView } from '#spine/identity/view';
import { workbenchSource } from '#spine/installation';
import { incoming } from '#spine/journal/incoming';
import { checkWritten } from '#spine/journal/written';
import { formatKey } from '#spine/keys';
import { actOnPart } from '#spine/platform/part-commands';
import { reactTo, settleReactions } from '#spine/platform/reactions';
import type { Spine } from '#spine/spine';
import { sealedValue } from './applicant-actions.ts';
import { getApplication } from './application-view.ts';
import { fileApplication } from './file-application.ts';
import { noteStoriesTold, storiesTold } from './store.ts';
import { stories, type StoryStep } from './seed-stories.ts';

/** The counties whose organs handle them: the first that has the item. */
const counties = ['370102000000', '370103000000'];

/** Invented people and their values: names that say so, numbers that pass their check and belong to nobody. */
function valueOf({ kind, code, options = [] }: FormField, n: number): string {
  const digits = `3701021880010${String(1000 + n)}`;
  const values: Record<FormField['kind'], string> = {
    text: /floor/.test(code)
      ? '1'
      : /name|applicant|representative|officer/.test(code)
        ? `演示${n}`
        : `演示路${n}号`,
    'long-text': '餐饮服务',
    number: '60',
    money: '50000.00',
    date: '2026-05-01',
    select: options[0]?.code ?? '',
    'id-number': `${digits}${idNumberCheck(digits)}`,
    'credit-code': '',
    phone: `1990000${String(1000 + n)}`,
    region: counties[0]!,
  };
  return values[kind];
}

const filledIn = (fields: readonly FormField[], n: number) =>
  Object.fromEntries(fields.map((field) => [field.code, valueOf(field, n)]));

/** Demonstration applications in every state, told by commands; goes on where it was broken off. */
export async function seedApplications(spine: Spine, say: Say): Promise<void> {
  const told = await storiesTold(spine.pool);
  if (told >= stories.length) return;
  say('Telling the applications of the demonstration.');
  for (const [n, { item: name, steps }] of [...stories.entries()].slice(told)) {
    const item = itemNamed(spine, name);
    if (item) await tell(spine, item, steps, n);
    await noteStoriesTold(spine.pool, n + 1);
  }
  await settleReactions(spine);
}

/** Another catalogue than the demonstration's may have no such item. */
function itemNamed({ registry }: Spine, name: string): RegisteredItem | undefined {
  const named = registry.items().filter((item) => item.name.zh === name);
  const at = (county: string) => named.find((item) => registry.organ(item.organ)?.region === county);
  return counties.map(at).find((item) => item !== undefined);
}

async function tell(
  spine: Spine,
  item: RegisteredItem,
  steps: readonly StoryStep[],
  n: number,
): Promise<void> {
  const whole = await fileApplication(spine, {
    item: item.code,
    form: {
      applicant: filledIn(applicantFieldsBeside(item.formFields), n),
      answers: filledIn(item.formFields, n),
      materials: {},
    },
    channel: 'window',
    actor: 'window-clerk-demonstration',
    told: { by: 'window' },
    takenAt: item.organ,
    uploader: 'demonstration',
  });
  for (const one of steps) {
    await settleReactions(spine);
    const key = one.part === undefined ? whole : await partOf(spine, whole, one.part);
    // What a catalogue of another shape does not allow is left out of the story.
    await takeWithSteps(spine, key, one).catch((error: unknown) => {
      if (!(error instanceof Refusal)) throw error;
      spine.log.info('a step of the demonstration was left out', { action: one.action, code: error.code });
    });
  }
}

type Key = { city: number; id: number };

async function partOf(spine: Spine, whole: Key, place: number): Promise<Key> {
  const { state } = await getApplication(applicationView(spine), formatKey(whole.city, whole.id));
  const part = state.parts[place - 1]?.case;
  if (!part) throw new Refusal('case-unknown');
  return part;
}

/** What a command is as a step of a flow: a decision waits for the steps before it, closing for all that must be. */
const stepOfAction: Record<string, string | null> = { decide: 'decide', close: null };

/** A command, after the mandatory steps that the flow of the item asks for before it. */
async function takeWithSteps(spine: Spine, key: Key, one: StoryStep): Promise<void> {
  const { state, item } = await getStoredCase(applicationView(spine), formatKey(key.city, key.id));
  const before = Object.hasOwn(stepOfAction, one.action)
    ? stepsBefore(item.flow.steps, stepOfAction[one.action]!)
    : [];
  for (const step of before)
    if (!stepTrace(state, step))
      await take(spine, key, {
        as: stepRoles(step)[0]!,
        action: 'do-step',
        values: { step },
      });
  await take(spine, key, one);
}

/** The mandatory steps that a step waits for, directly or not, in the order of the flow; null: all of them. */
function stepsBefore(steps: readonly FlowStep[], code: string | null): string[] {
  if (code === null) return steps.filter(({ mandatory }) => mandatory).map((step) => step.code);
  const waited = new Set<string>();
  const follow = (name: string): void => {
    for (const earlier of steps.find((step) => step.code === name)?.after ?? [])
      if (!waited.has(earlier)) {
        waited.add(earlier);
        follow(earlier);
      }
  };
  follow(code);
  return steps.filter((step) => step.mandatory && waited.has(step.code)).map((step) => step.code);
}

/** One command, as somebody of the organ or the applicant gives it. */
async function take(spine: Spine, key: Key, { as, action, values = {} }: StoryStep): Promise<void> {
  const { one, state } = await getApplication(applicationView(spine), formatKey(key.city, key.id));
  const by = { actor: as === 'citizen' ? 'applicant' : `${as}-demonstration`, roles: new Set([as]) };
  if (one.part && Object.hasOwn(one.part.part.actions, action)) {
    const text = action === 'rate' ? { text: await sealedValue(spine, '演示评价', state.personId) } : {};
    return actOnPart(spine, key, { action, values: { ...values, ...text } }, by);
  }
  const stored = await getStoredCase(applicationView(spine), formatKey(key.city, key.id));
  const acting = { actor: by.actor, roles: new Set([as as Role]) };
  const { type, data, from } = decideCaseAction(stored.state.status, stored.item, { action, values }, acting);
  const event = incoming(spine.registry.source(workbenchSource.code)!, {
    id: randomUUID(),
    type,
    region: stored.region,
    occurredAt: spine.now(),
    data,
    reference: { id: key.id },
    from,
  });
  checkWritten(await spine.journal.appendOne(event));
  await reactTo(spine, key);
}
