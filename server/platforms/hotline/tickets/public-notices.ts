import type { Queries } from '#base/db';
import { toRfc3339 } from '#base/time';
import type { Bilingual } from '#contract/text';

/** What was published of organs that left reminders unanswered or satisfied nobody, newest first; open to everybody. */
export async function listNotices(pool: Queries, { page, pageSize }: { page: number; pageSize: number }) {
  const { rows } = await pool.query<{
    number: string;
    title: string;
    name: Bilingual;
    text: string;
    at: number;
    demonstration: boolean;
    total: number;
  }>(
    `SELECT c.number, p.state ->> 'title' AS title, o.content -> 'name' AS name, n ->> 'text' AS text,
       (n ->> 'at')::int8 AS at, s.demonstration, count(*) OVER ()::int AS total
     FROM part_state p JOIN cases c ON c.city = p.city AND c.id = p.case_id JOIN source s ON s.id = c.source_id
     CROSS JOIN LATERAL jsonb_array_elements(p.state -> 'notices') AS n JOIN organ o ON o.code = n ->> 'organ'
     WHERE p.part = 'hotline/tickets' AND p.state -> 'notices' <> '[]'
     ORDER BY (n ->> 'at')::int8 DESC LIMIT ${pageSize} OFFSET ${(page - 1) * pageSize}`,
  );
  return {
    rows: rows.map(({ number, title, name: organName, text, at, demonstration }) => ({
      number,
      title,
      organName,
      text,
      at: toRfc3339(at),
      demonstration,
    })),
    total: rows[0]?.total ?? 0,
    page,
    pageSize,
  };
}
