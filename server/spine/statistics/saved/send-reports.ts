import { inTransaction } from '#base/db';
import { toRfc3339 } from '#base/time';
import { readPreferences } from '#spine/messages/preferences';
import { retryAfter } from '#spine/messages/recipients';
import type { Spine } from '#spine/spine';

interface Row {
  id: number;
  account_id: number;
  name: string;
  period_from: string;
  period_to: string;
  document: string;
  mail_tries: number;
}

const nextText = `SELECT id, account_id, name, period_from::text, period_to::text, document, mail_tries FROM statistics_report
  WHERE mail = 'waiting' AND mail_next_at <= $1::timestamptz ORDER BY mail_next_at, id LIMIT 1 FOR UPDATE SKIP LOCKED`;

/**
 * Tells the owner of one report by mail where its PDF lies; false when none waits. At least once, under the same id at every
 * try, and as often as messages are tried.
 */
export async function sendNextReport(spine: Spine): Promise<boolean> {
  const { email } = spine.ways;
  if (!email) return false;
  return inTransaction(spine.pool, async (client) => {
    const now = spine.now();
    const { rows } = await client.query<Row>(nextText, [toRfc3339(now)]);
    const row = rows[0];
    if (!row) return false;
    const preferences = (await readPreferences(client, spine.keys, [row.account_id])).get(row.account_id);
    const to = preferences?.email ?? null;
    const path = `/api/documents/${row.document}.pdf`;
    const { address } = spine.identity;
    const sent =
      to !== null &&
      (await email({
        id: `statistics-report-${row.id}`,
        to,
        subject: `统计报告：${row.name}（${row.period_from} 至 ${row.period_to}）`,
        text: `“${row.name}”的统计报告已生成，统计期 ${row.period_from} 至 ${row.period_to}。\n${address ? new URL(path, address).href : `请在工作台“统计分析”中下载，核验编码 ${row.document}。`}`,
      }).then(
        () => true,
        (error: unknown) => {
          spine.log.error('a report of statistics could not be sent', error);
          return false;
        },
      ));
    const again = sent || to === null ? null : retryAfter(row.mail_tries + 1);
    await client.query(
      'UPDATE statistics_report SET mail = $2, mail_tries = mail_tries + 1, mail_next_at = $3 WHERE id = $1',
      [
        row.id,
        sent ? 'sent' : again === null ? 'failed' : 'waiting',
        again === null ? null : toRfc3339(now + again),
      ],
    );
    return true;
  });
}
