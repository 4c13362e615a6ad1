import { z } from 'zod';
import { inTransaction } from '#base/db';
import type { Say } from '#base/log';
import { bulletinContent } from '#contract/bulletins';
import { bilingual, civilDate, regionCode } from '#contract/text';
import { dateText, epochDayOf } from '#spine/calendar/civil-date';
import { readReference } from '#spine/calendar/reference-folder';
import type { Spine } from '#spine/spine';
import { carryOut, placeOf } from './actions.ts';
import { asOfNow } from './bulletin-view.ts';
import { findBulletin, hasBulletins, insertBulletin } from './store.ts';

const day = z.number().int();
const planFile = z.object({
  demonstration: z.literal(true),
  notice: bilingual,
  version: z.number().int(),
  effectiveFrom: civilDate,
  bulletins: z.array(
    z.object({
      /** The organ of this kind in a division, whose name ends so. */
      organ: z.object({ within: regionCode, kind: z.string(), name: z.string() }),
      column: z.string(),
      /** Days from today. */
      days: z.object({
        saved: day.max(0).optional(),
        published: day.max(0).optional(),
        validTo: day.optional(),
      }),
      /** What has no day of publication is this far. */
      state: z.enum(['draft', 'submitted']).optional(),
      pinned: z.boolean().default(false),
      title: z.string(),
      titleEn: z.string(),
      text: z.string(),
      textEn: z.string(),
    }),
  ),
});
type Planned = z.infer<typeof planFile>['bulletins'][number];

const dayMs = 86_400_000;

async function seedOne(spine: Spine, { organ: owner, days, state, ...texts }: Planned): Promise<boolean> {
  const organ = [...spine.registry.organs()].find(
    ({ region, kind, name }) =>
      region === owner.within && kind === owner.kind && name.zh.endsWith(owner.name),
  );
  if (!organ) return false;
  const { today } = asOfNow(spine);
  const validTo = days.validTo === undefined ? null : dateText(epochDayOf(today) + days.validTo);
  const content = bulletinContent.parse({ ...texts, organ: organ.code, validTo });
  const at = spine.now() + (days.published ?? days.saved ?? 0) * dayMs;
  const written = { accountId: null, actor: 'demonstration', at };
  await inTransaction(spine.pool, async (client) => {
    const key = await insertBulletin(client, placeOf(spine, content), written, true);
    const act = async (action: 'submit' | 'approve', to: 'submitted' | 'approved', actor: string) => {
      const bulletin = (await findBulletin(client, key, spine.now(), true))!;
      await carryOut(spine, client, bulletin, { action, to, note: null }, { ...written, actor });
    };
    if (state === 'draft') return;
    await act('submit', 'submitted', 'demonstration');
    if (days.published !== undefined) await act('approve', 'approved', 'demonstration-approver');
  });
  return true;
}

/** Invented bulletins: published, expired, one that waits for approval, one that is being written. Once. */
export async function seedBulletins(spine: Spine, say: Say): Promise<void> {
  if (await hasBulletins(spine.pool)) return;
  const { bulletins } = readReference(planFile, 'demonstration/bulletins.json');
  let count = 0;
  for (const planned of bulletins) if (await seedOne(spine, planned)) count += 1;
  say(`${count} bulletins`);
}
