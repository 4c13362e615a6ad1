import { Refusal } from '#base/errors';
import { toRfc3339, toRfc3339OrNull } from '#base/time';
import { isPersonal } from '#contract/item-form';
import type { ApplicationPart, ApplicationView } from '#contract/services/applications';
import type { Bilingual } from '#contract/text';
import { describeAttachments } from '#spine/attachments/attachments';
import { getStoredCase, type StoredCase } from '#spine/cases/case-view';
import { clockContext } from '#spine/cases/fold-context';
import { withoutFreeText } from '#spine/cases/progress-routes';
import { receiptCode } from '#spine/cases/receipt';
import { clockViews } from '#spine/clocks/clock-view';
import { covers } from '#spine/identity/permission';
import { applicationView as wholeView, type View } from '#spine/identity/view';
import { formatKey } from '#spine/keys';
import { mask } from '#spine/privacy/masking';
import type { Spine } from '#spine/spine';
import { actions } from './actions.ts';
import { limits } from './limits.ts';
import type { ApplicationState, CasePointer } from './application.ts';
import { eventsOf } from './store.ts';
import { openTexts } from './texts/store.ts';

/** A case that is an application, with its state. */
export interface StoredApplication {
  one: StoredCase;
  state: ApplicationState;
}

/** Refusal: not-found, also for what lies outside the reach, and for cases that are none. */
export async function getApplication(view: View, id: string): Promise<StoredApplication> {
  const one = await getStoredCase(view, id);
  if (one.part?.part.name !== 'services/applications' || !one.part.state)
    throw new Refusal('not-found', { field: 'id' });
  return { one, state: one.part.state as ApplicationState };
}

const day = 86_400_000;
const isShown = (kind: string) =>
  kind === 'promised' || kind === 'legal' || kind === 'acceptance' || kind.endsWith(':delivery');

function clocksOf(spine: Spine, one: StoredCase): ApplicationView['clocks'] {
  const place = { itemId: one.item.id, itemVersion: one.item.version, organId: one.organId };
  const context = clockContext(spine.fold, place);
  return clockViews(withoutFreeText(one.timetable), isShown, new Set(), context, one.now);
}

const nameOf = (spine: Spine, organ: string): Bilingual =>
  spine.registry.organ(organ)?.name ?? { zh: organ, en: organ };
const itemName = (spine: Spine, item: string): Bilingual =>
  spine.registry.itemVersions(item).at(-1)?.name ?? { zh: item, en: item };

/** The parts of a joint application, each with the clock that people go by. */
async function partsOf(
  spine: Spine,
  official: View | null,
  { parts }: ApplicationState,
): Promise<ApplicationPart[]> {
  const whole = wholeView(spine);
  return Promise.all(
    parts.map(async (part) => {
      const own = part.case ? await getStoredCase(whole, formatKey(part.case.city, part.case.id)) : null;
      const clocks = own ? clocksOf(spine, own) : [];
      return {
        item: part.item,
        name: itemName(spine, part.item),
        organName: nameOf(spine, part.organ),
        after: part.after,
        stage: part.stage,
        outcome: part.outcome,
        pausedFor: part.pause?.procedure ?? null,
        caseId: own && official && covers(official.reaches.cases, own) ? formatKey(own.city, own.id) : null,
        clock: clocks.find(({ kind }) => kind === 'promised') ?? clocks[0] ?? null,
      };
    }),
  );
}

function askedOf(spine: Spine, { one, state }: StoredApplication): ApplicationView['asked'] {
  if (!state.asked) return null;
  const names = new Map(
    [one.item, ...state.parts.map(({ item }) => spine.registry.itemVersions(item).at(-1))].flatMap(
      (item) => item?.materials.map(({ code, name }) => [code, name] as const) ?? [],
    ),
  );
  return {
    at: toRfc3339(state.asked.at),
    requests: state.asked.requests.map(({ part, reason, materials }) => ({
      part: part === null ? null : itemName(spine, part),
      organName: nameOf(spine, state.parts.find(({ item }) => item === part)?.organ ?? state.organ),
      reason,
      materials: materials.map((code) => ({ code, name: names.get(code) ?? { zh: code, en: code } })),
    })),
  };
}

async function materialsOf(
  spine: Spine,
  { one, state }: StoredApplication,
): Promise<ApplicationView['materials']> {
  const ids = state.materials.flatMap(({ files }) => files.map(({ id }) => id));
  const rows = new Map((await describeAttachments(spine.pool, ids)).map((row) => [row.id, row]));
  const filesOf = (code: string) =>
    state.materials
      .filter(({ material }) => material === code)
      .flatMap(({ files }) => files.flatMap(({ id }) => rows.get(id) ?? []));
  const listed = one.item.materials.map(({ code, name }) => ({ code, name, files: filesOf(code) }));
  const known = new Set(one.item.materials.map(({ code }) => code));
  const others = [...new Set(state.materials.map(({ material }) => material))].filter(
    (code) => !known.has(code),
  );
  return [...listed, ...others.map((code) => ({ code, name: { zh: code, en: code }, files: filesOf(code) }))];
}

interface Written {
  by?: 'applicant' | 'organ';
  about?: ApplicationView['complaints'][number]['about'];
  text: { id: number };
}

/** What was written back and forth, and what was filled in: opened for whoever may see the application. */
async function textsOf(spine: Spine, { state }: StoredApplication, threads: readonly CasePointer[]) {
  const each = await Promise.all(
    threads.map((one) =>
      eventsOf<Written>(spine.pool, one, ['services.message-sent', 'services.complained']),
    ),
  );
  const written = each.flat().sort((a, b) => a.at - b.at);
  const ids = [...written.map(({ data }) => data.text.id), state.form.id];
  if (state.rating?.text) ids.push(state.rating.text);
  const texts = await openTexts(spine.pool, spine.keys, ids);
  const of = (type: string) => written.filter((event) => event.type === type);
  return {
    messages: of('services.message-sent').map(({ at, data }) => ({
      by: data.by!,
      at: toRfc3339(at),
      text: texts.get(data.text.id) ?? '',
    })),
    complaints: of('services.complained').map(({ at, data }) => ({
      about: data.about!,
      at: toRfc3339(at),
      text: texts.get(data.text.id) ?? '',
    })),
    rated: state.rating?.text ? (texts.get(state.rating.text) ?? null) : null,
    answers: answersOf(spine, texts.get(state.form.id), hidden),
  };
}

/** What was filled in, by the fields of the item as it was then; what is personal is masked. */
function answersOf(
  spine: Spine,
  form: string | undefined,
  show: (kind: string, value: string) => string,
): ApplicationView['answers'] {
  if (!form) return [];
  const { item, version, answers } = JSON.parse(form) as {
    item: string;
    version: number;
    answers: Record<string, string>;
  };
  const fields = spine.registry.itemVersions(item).find((one) => one.version === version)?.formFields ?? [];
  return fields.flatMap((field) => {
    const value = answers[field.code];
    if (!value) return [];
    const chosen = field.options?.find(({ code }) => code === value)?.name.zh ?? value;
    const personal = isPersonal(field);
    return [
      { code: field.code, name: field.name, value: personal ? show(field.kind, value) : chosen, personal },
    ];
  });
}

/** The same in full; whoever asks has had the reading written down. */
export async function fullAnswers(
  spine: Spine,
  { state }: StoredApplication,
): Promise<ApplicationView['answers']> {
  const texts = await openTexts(spine.pool, spine.keys, [state.form.id]);
  return answersOf(spine, texts.get(state.form.id), (_kind, value) => value);
}

const hidden = (kind: string, value: string): string =>
  kind === 'id-number' ? mask('idNumber', value) : kind === 'phone' ? mask('phone', value) : '****';

/** What the applicant may do now. */
const mayNow = (state: ApplicationState): string[] =>
  Object.entries(actions)
    .filter(
      ([, { from, roles, when }]) =>
        roles.includes('citizen') && from.includes(state.status) && (when?.(state) ?? true),
    )
    .map(([name]) => name);

const latest = (times: (string | null | undefined)[]): string | null =>
  times.reduce<string | null>((last, time) => (time && (!last || time > last) ? time : last), null);

/**
 * An application as whoever reaches it sees it. A part shows the parts of its whole.
 * @param official whose view it is; null for the applicant, whom the cases of the organs do not concern
 */
export async function showApplication(
  spine: Spine,
  official: View | null,
  application: StoredApplication,
): Promise<ApplicationView> {
  const { one, state } = application;
  const parent = state.parent && formatKey(state.parent.city, state.parent.id);
  const whole = parent ? (await getApplication(wholeView(spine), parent)).state : state;
  const [parts, materials, texts] = await Promise.all([
    partsOf(spine, official, whole),
    materialsOf(spine, application),
    // What is written to the whole and to its parts is one conversation.
    textsOf(spine, application, [state.parent ?? one, ...whole.parts.flatMap((part) => part.case ?? [])]),
  ]);
  return {
    receipt: receiptCode(one.city, one.id, spine.receiptKey),
    number: one.number,
    item: one.item.code,
    itemName: one.item.name,
    organName: nameOf(spine, state.organ),
    status: state.status,
    outcome: state.outcome,
    channel: state.channel,
    openedAt: toRfc3339(one.state.openedAt),
    closedAt: toRfc3339OrNull(state.endedAt),
    clocks: clocksOf(spine, one),
    parts,
    partsDueAt: latest(parts.map(({ clock }) => (clock?.status === 'stopped' ? null : clock?.dueAt))),
    asked: askedOf(spine, application),
    answers: texts.answers,
    materials,
    messages: texts.messages,
    complaints: texts.complaints,
    rating: state.rating && {
      stars: state.rating.stars,
      text: texts.rated,
      changeableUntil: toRfc3339(state.rating.firstAt + limits.ratingChange.n * day),
    },
    deliveredAt: toRfc3339OrNull(state.deliveredAt),
    archive: state.archive && { at: toRfc3339(state.archive.at), fingerprint: state.archive.fingerprint },
    may: mayNow(state),
    supervisionPhone: one.item.supervisionPhone ?? null,
    demonstration: spine.demonstration,
  };
}
