import { randomUUID } from 'node:crypto';
import { Refusal } from '#base/errors';
import type { RegisteredOrgan } from '#spine/catalogue/registry';
import { rolesOver } from '#spine/identity/permission';
import type { Principal } from '#spine/identity/principal';
import { formatKey } from '#spine/keys';
import { openPartCase } from '#spine/platform/open-part-case';
import { actOnPart } from '#spine/platform/part-commands';
import { monthAt } from '#spine/scores/periods';
import { latestRecords } from '#spine/scores/records';
import { linesOf, schemeIn } from '#spine/scores/schemes';
import type { Spine } from '#spine/spine';
import { scoreItems, scoresOrgan } from '../items.ts';
import { publishMonth } from '../publications/publish.ts';
import { signedPoints } from './decide.ts';
import { type AppealRow, findAppeal } from './store.ts';

type ScoredOrgan = RegisteredOrgan & { scheme: string };
interface About {
  month: string;
  line?: string | undefined;
}

/** Refusal: field-invalid, for a month to come or a line that the scheme does not have. */
function checkAbout(spine: Spine, organ: ScoredOrgan, { month, line }: About): void {
  if (month > monthAt(spine.now()))
    throw new Refusal('field-invalid', { field: 'month', expected: 'a month that has begun' });
  if (line !== undefined && !linesOf(schemeIn(organ.scheme, month)).some(({ code }) => code === line))
    throw new Refusal('field-invalid', { field: 'line', expected: 'a line of the scheme' });
}

async function open(
  spine: Spine,
  organ: ScoredOrgan,
  type: string,
  about: About,
  data: Record<string, unknown>,
): Promise<string> {
  checkAbout(spine, organ, about);
  const { city, id } = await openPartCase(spine, {
    type,
    region: organ.regionCode,
    number: `score-${about.month}-${randomUUID().slice(0, 8)}`,
    data: {
      item: scoreItems.appeal,
      organ: scoresOrgan.code,
      of: organ.code,
      region: organ.region,
      title: `${organ.name.zh} ${about.month} 绩效评估申诉与调整`,
      scheme: organ.scheme,
      month: about.month,
      ...(about.line !== undefined && { line: about.line }),
      ...data,
    },
  });
  return formatKey(city, id);
}

/** The organ appeals against the score of a month. Refusal: field-invalid */
export const appeal = (
  spine: Spine,
  organ: ScoredOrgan,
  actor: string,
  { ground, statement, ...about }: About & { ground: string; statement: string },
): Promise<string> => open(spine, organ, 'powers.score-appealed', about, { ground, statement, actor });

/** Supervision proposes an adjustment by itself; another person decides. Refusal: field-invalid */
export const openAdjustment = (
  spine: Spine,
  organ: ScoredOrgan,
  actor: string,
  { points, reason, ...about }: About & { points: string; reason: string },
): Promise<string> =>
  open(spine, organ, 'powers.score-adjustment-opened', about, {
    points: signedPoints(points),
    reason,
    actor,
  });

/**
 * Takes an action on an appeal within reach. What is approved is published anew for its month, where that is published.
 * Refusals: not-found, forbidden, action-not-allowed, field-invalid.
 */
export async function actOnAppeal(
  spine: Spine,
  principal: Principal,
  key: { city: number; id: number },
  command: { action: string; values: Record<string, unknown> },
): Promise<AppealRow> {
  const missing = new Refusal('not-found', { field: 'id', expected: 'an appeal or an adjustment' });
  const found = await findAppeal(spine.pool, key);
  const organ = found && spine.registry.organ(found.state.organ);
  if (!found || !organ) throw missing;
  const roles = rolesOver(principal, 'scores.decide', { organId: organ.id, region: organ.regionCode });
  if (roles.size === 0) throw missing;
  await actOnPart(spine, key, command, { actor: principal.actor, roles });
  const after = (await findAppeal(spine.pool, key))!;
  const { month, status } = after.state;
  const published = await latestRecords(spine.pool, [month]);
  if (status === 'approved' && published.some((record) => record.organ === organ.code))
    await publishMonth(spine, month, principal.actor, organ.id);
  return after;
}
