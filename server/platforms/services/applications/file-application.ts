import { randomUUID } from 'node:crypto';
import { inTransaction } from '#base/db';
import { Refusal } from '#base/errors';
import type { AttachmentOwner } from '#spine/attachments/attachment-owner';
import {
  claimAttachments,
  describeAttachments,
  releaseAttachments,
  toReference,
} from '#spine/attachments/attachments';
import type { FilledForm } from '#contract/services/application-form';
import { receiptCode } from '#spine/cases/receipt';
import type { RegisteredItem } from '#spine/catalogue/registry';
import { formatKey } from '#spine/keys';
import { openPartCase } from '#spine/platform/open-part-case';
import { reactTo } from '#spine/platform/reactions';
import { storeApplicant, type ToldBy } from '#spine/privacy/applicants';
import { People } from '#spine/privacy/people';
import type { PersonInput } from '#spine/privacy/person-input';
import type { Spine } from '#spine/spine';
import { numberPrefix, withNextNumber } from './case-number.ts';
import { checkForm, type CheckedForm } from './check-form.ts';
import type { FiledMaterial } from './events.ts';
import { planOf } from './plan-parts.ts';
import { sealText, type SealedText } from './texts/store.ts';

export interface Filing {
  /** Code of the item. */
  item: string;
  form: FilledForm;
  channel: 'portal' | 'window';
  /** As it is written down. */
  actor: string;
  told: ToldBy;
  /** The organ whose window took it in. */
  takenAt?: string;
  /** Whose the uploaded files are, and the draft that they lie with. */
  uploader: string;
  draft?: AttachmentOwner;
}

export interface Filed {
  city: number;
  id: number;
  number: string;
  receipt: string;
}

/** The item as it is in force now, if one can apply for it. Refusals: item-unknown, field-invalid. */
export function itemToApplyFor(spine: Spine, code: string): RegisteredItem {
  const newest = spine.registry.itemVersions(code).at(-1);
  const organ = newest && spine.registry.organ(newest.organ);
  const item = spine.registry.itemInForce(code, spine.now(), organ?.timeZone ?? 'Asia/Shanghai');
  if (item.platform !== 'services')
    throw new Refusal('field-invalid', { field: 'item', expected: 'an item that one can apply for' });
  return item;
}

/**
 * Files an application: checks it, seals what was filled in, and opens its case under the next number of the day. A joint one
 * begins with its parts. Refusals: item-unknown, field-invalid with the field, attachment-unknown, conflict.
 */
export async function fileApplication(spine: Spine, filing: Filing): Promise<Filed> {
  const item = itemToApplyFor(spine, filing.item);
  const organ = spine.registry.organ(item.organ)!;
  const checked = checkForm(item, filing.form, filing.channel);
  const materials = await referencesOf(spine, filing.form);
  const files = await holdFiles(spine, filing, materials);
  const sealed = await sealFiling(spine, item, checked, filing.told);
  const data = {
    actor: filing.actor,
    item: item.code,
    organ: organ.code,
    title: item.name.zh,
    channel: filing.channel,
    takenAt: filing.takenAt,
    personId: sealed.personId,
    form: sealed.form,
    materials,
    parts: planOf(spine.registry, item, spine.now()),
  };
  const prefix = numberPrefix(item, spine.now(), organ.timeZone);
  const opening = withNextNumber(spine.pool, prefix, async (next) => ({
    number: next,
    key: await openPartCase(spine, {
      type: 'services.application-filed',
      data,
      region: Number(organ.region),
      number: next,
    }),
  }));
  const { key, number } = await opening.catch(async (error: unknown) => {
    await files.release();
    throw error;
  });
  await files.giveTo({ case: formatKey(key.city, key.id) });
  await reactTo(spine, key);
  return { ...key, number, receipt: receiptCode(key.city, key.id, spine.receiptKey) };
}

/**
 * Holds the files of a filing before anything is opened with them: whose they are not is refused first.
 * Refusal: attachment-unknown.
 */
async function holdFiles({ pool }: Spine, { draft, uploader }: Filing, materials: readonly FiledMaterial[]) {
  const ids = materials.flatMap(({ files }) => files.map(({ id }) => id));
  const holder = draft ?? { draft: `services-filing-${randomUUID()}` };
  await claimAttachments(pool, ids, holder, { from: draft, by: uploader, field: 'materials' });
  return {
    giveTo: (owner: AttachmentOwner) => claimAttachments(pool, ids, owner, { from: holder }),
    // What lies with a draft stays with it.
    release: () => (draft ? Promise.resolve() : releaseAttachments(pool, ids, holder)),
  };
}

/** The uploaded files by material, with their fingerprints. Refusal: attachment-unknown, with the material. */
export async function referencesOf(
  spine: Pick<Spine, 'pool'>,
  { materials }: Pick<FilledForm, 'materials'>,
): Promise<FiledMaterial[]> {
  const filed: FiledMaterial[] = [];
  for (const [material, ids] of Object.entries(materials)) {
    if (ids.length === 0) continue;
    const rows = await describeAttachments(spine.pool, ids, `materials.${material}`);
    filed.push({ material, files: rows.map(toReference) });
  }
  return filed;
}

/** Who applies becomes a person, and the form a sealed text; both are there before the case names them. */
function sealFiling(
  { pool, keys }: Spine,
  item: RegisteredItem,
  { applicant, answers }: CheckedForm,
  told: ToldBy,
): Promise<{ personId: number; form: SealedText }> {
  const filled = Object.entries(applicant).filter(([, value]) => value !== '');
  const person = Object.fromEntries(filled) as PersonInput;
  return inTransaction(pool, async (client) => {
    const personId = await storeApplicant(client, new People(pool, keys), person, told).catch(beside);
    const form = await sealText(
      client,
      keys,
      JSON.stringify({ item: item.code, version: item.version, answers }),
      personId,
    );
    return { personId, form };
  });
}

/** What is wrong with the applicant is said of the field of the form. */
function beside(error: unknown): never {
  if (error instanceof Refusal && error.about.field)
    throw new Refusal(error.code, { ...error.about, field: `applicant.${error.about.field}` });
  throw error;
}
