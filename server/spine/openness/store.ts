import type { ClientBase } from 'pg';
import type { Queries } from '#base/db';
import { type Instant, toRfc3339 } from '#base/time';
import { type OpennessReport, type ReportTexts, reportTexts } from '#contract/openness';

interface Key {
  organId: number;
  year: number;
}
interface Writer {
  accountId: number;
  actor: string;
  at: Instant;
}

/** The newest texts of a report, or those of a version; and who wrote any version. */
export async function findTexts(
  db: Queries,
  { organId, year }: Key,
): Promise<{ version: number; texts: ReportTexts; authors: Set<number> }> {
  const { rows } = await db.query<{ version: number; texts: unknown; account_id: number | null }>(
    'SELECT version, texts, account_id FROM openness_report WHERE organ_id = $1 AND year = $2 ORDER BY version DESC',
    [organId, year],
  );
  return {
    version: rows[0]?.version ?? 0,
    texts: reportTexts.parse(rows[0]?.texts ?? {}),
    authors: new Set(rows.flatMap(({ account_id }) => account_id ?? [])),
  };
}

/** Writes the version after `version`; false where that is not the newest. */
export async function insertTexts(
  db: Queries,
  { organId, year }: Key,
  version: number,
  texts: ReportTexts,
  { accountId, actor, at }: Writer,
): Promise<boolean> {
  const { rowCount } = await db.query(
    `INSERT INTO openness_report (organ_id, year, version, texts, account_id, actor, saved_at)
     SELECT $1, $2, $3::int + 1, $4, $5, $6, $7
     WHERE $3::int = (SELECT coalesce(max(version), 0) FROM openness_report WHERE organ_id = $1 AND year = $2)
     ON CONFLICT DO NOTHING`,
    [organId, year, version, JSON.stringify(texts), accountId, actor, toRfc3339(at)],
  );
  return rowCount === 1;
}

export interface Issue {
  organId: number;
  year: number;
  version: number;
  sections: OpennessReport['sections'];
  documentCode: string;
  actor: string;
  issuedAt: Instant;
}

const issueColumns = `organ_id AS "organId", year::int AS year, version, figures AS sections, document_code AS "documentCode", actor,
  issued_at AS "issuedAt"`;

/** What was issued; undefined where nothing was. */
export async function findIssue(db: Queries, { organId, year }: Key): Promise<Issue | undefined> {
  const { rows } = await db.query<Issue>(
    `SELECT ${issueColumns} FROM openness_report_issue WHERE organ_id = $1 AND year = $2`,
    [organId, year],
  );
  return rows[0];
}

/** Keeps a report as it is issued; false where one was issued before. */
export async function insertIssue(
  client: ClientBase,
  { organId, year, version, sections, documentCode }: Omit<Issue, 'actor' | 'issuedAt'>,
  { accountId, actor, at }: Writer,
): Promise<boolean> {
  const { rowCount } = await client.query(
    `INSERT INTO openness_report_issue (organ_id, year, version, figures, document_code, account_id, actor, issued_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING`,
    [organId, year, version, JSON.stringify(sections), documentCode, accountId, actor, toRfc3339(at)],
  );
  return rowCount === 1;
}

/** A page of what was issued, the newest first. */
export async function listIssues(
  db: Queries,
  { year, organId, page, pageSize }: { year?: number; organId?: number; page: number; pageSize: number },
): Promise<{ issues: Issue[]; total: number }> {
  const { rows } = await db.query<Issue & { total: number }>(
    `SELECT ${issueColumns}, count(*) OVER ()::int AS total FROM openness_report_issue
     WHERE ($1::int IS NULL OR year = $1) AND ($2::int IS NULL OR organ_id = $2)
     ORDER BY year DESC, issued_at DESC, organ_id LIMIT $3 OFFSET $4`,
    [year ?? null, organId ?? null, pageSize, (page - 1) * pageSize],
  );
  return { issues: rows, total: rows[0]?.total ?? 0 };
}
