import type { z } from 'zod';
import { toRfc3339 } from '#base/time';
import type { dryRunHit } from '#contract/rules';
import { alertLevels } from '#spine/alerts/alert-queries';
import { evidenceFacts } from '#spine/alerts/evidence-facts';
import type { View } from '#spine/identity/view';
import { formatKey } from '#spine/keys';
import type { KeptRun } from './dry-runs.ts';

type Row = z.input<typeof dryRunHit>;

interface CaseRow {
  city: number;
  id: number;
  number: string;
  item_id: number;
  item_version: number;
  organ_id: number;
}

/** One page of what a trial found, newest first. The cases are read as whoever asks sees them now. */
export async function hitRows(
  view: View,
  rule: string,
  hits: KeptRun['hits'],
  { page, pageSize, added }: { page: number; pageSize: number; added?: 'true' | 'false' | undefined },
): Promise<{ rows: Row[]; total: number; page: number; pageSize: number }> {
  const chosen = hits
    .filter(({ already }) => added === undefined || already === (added === 'false'))
    .sort((a, b) => b.hit.alert.firedAt - a.hit.alert.firedAt);
  const here = chosen.slice((page - 1) * pageSize, page * pageSize);
  const { rows } = await view.db.query<CaseRow>(
    `SELECT c.city, c.id, c.number, c.item_id, c.item_version, c.organ_id FROM unnest($1::int2[], $2::int8[]) AS k (city, id)
     JOIN cases c ON c.city = k.city AND c.id = k.id`,
    [here.map(({ hit }) => hit.city), here.map(({ hit }) => hit.caseId)],
  );
  const cases = new Map(rows.map((row) => [formatKey(row.city, row.id), row]));
  const found = here.flatMap(({ hit, already }): Row[] => {
    const caseId = formatKey(hit.city, hit.caseId);
    const one = cases.get(caseId);
    if (!one) return [];
    const { level, firedAt, evidence } = hit.alert;
    const organ = view.registry.organById(one.organ_id);
    const item = view.registry.itemVersion(one.item_id, one.item_version);
    const noted = evidence === null ? null : (JSON.parse(evidence) as Record<string, unknown>);
    return [
      {
        caseId,
        caseNumber: one.number,
        organ: organ.code,
        organName: organ.name,
        itemName: item.name,
        level: alertLevels[level - 1]!,
        firedAt: toRfc3339(firedAt),
        evidence: evidenceFacts(rule, noted, item),
        already,
      },
    ];
  });
  return { rows: found, total: chosen.length, page, pageSize };
}
