import { inTransaction } from '#base/db';
import { Refusal } from '#base/errors';
import type { ApplicantAction } from '#contract/services/applications';
import { claimAttachments } from '#spine/attachments/attachments';
import { formatKey } from '#spine/keys';
import { actOnPart } from '#spine/platform/part-commands';
import type { Spine } from '#spine/spine';
import type { StoredApplication } from './application-view.ts';
import { referencesOf } from './file-application.ts';
import { sealText } from './texts/store.ts';

const applicant = { actor: 'applicant', roles: new Set(['citizen'] as const) };

/** Seals a text that somebody wrote or was written, and gives what an action takes for it. */
export async function sealedValue(spine: Spine, text: string, person: number | null): Promise<string> {
  return JSON.stringify(
    await inTransaction(spine.pool, (client) => sealText(client, spine.keys, text, person)),
  );
}

/**
 * What an applicant does with an application; that it is theirs the caller knows.
 * @param uploader whose the uploaded files must be
 * Refusals: action-not-allowed, field-invalid, attachment-unknown.
 */
export async function actAsApplicant(
  spine: Spine,
  { one, state }: StoredApplication,
  given: ApplicantAction,
  uploader: string | null,
): Promise<void> {
  const values: Record<string, string | number> = {};
  if (given.text !== undefined) values.text = await sealedValue(spine, given.text, state.personId);
  switch (given.action) {
    case 'answer-corrections': {
      const files = await referencesOf(spine, given);
      if (files.length === 0 && given.text === undefined)
        throw new Refusal('field-invalid', { field: 'materials', expected: 'files, or a note' });
      values.materials = JSON.stringify(files);
      const ids = files.flatMap((material) => material.files.map(({ id }) => id));
      await claimAttachments(
        spine.pool,
        ids,
        { case: formatKey(one.city, one.id) },
        { by: uploader ?? 'nobody', field: 'materials' },
      );
      break;
    }
    case 'message':
      values.by = 'applicant';
      break;
    case 'complain':
      values.about = given.about;
      break;
    case 'rate':
      values.stars = given.stars;
      break;
    case 'withdraw-application':
      break;
    default:
      given satisfies never;
  }
  await actOnPart(spine, one, { action: given.action, values }, applicant);
}
