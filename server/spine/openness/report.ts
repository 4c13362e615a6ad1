import { inTransaction } from '#base/db';
import { Refusal } from '#base/errors';
import { toRfc3339 } from '#base/time';
import { documentAddress } from '#contract/documents';
import type { OpennessReport, ReportFigure, ReportTexts } from '#contract/openness';
import { zoneOf } from '#spine/calendar/zone';
import type { RegisteredOrgan } from '#spine/catalogue/reference-rows';
import { keepDocument, prepareDocument } from '#spine/documents/documents';
import { may } from '#spine/identity/permission';
import type { Principal } from '#spine/identity/principal';
import type { Spine } from '#spine/spine';
import { openData } from '#spine/open-data/dataset-files';
import { countFigure } from './count-figures.ts';
import { hideSmall } from './hide-small.ts';
import { reportForm } from './report-form.ts';
import { findIssue, findTexts, insertIssue, insertTexts, type Issue } from './store.ts';

/** Refusal: organ-unknown. */
export function getOrgan({ registry }: Spine, code: string): RegisteredOrgan {
  const organ = registry.organ(code);
  if (!organ) throw new Refusal('organ-unknown', { field: 'organ', expected: 'a registered organ' });
  return organ;
}

const placeOf = ({ id, region }: RegisteredOrgan) => ({ organId: id, region: Number(region) });

/** Figures of closed cases with small numbers hidden: a total over all types, and the types that the form names. */
function hideInFigures(figures: readonly ReportFigure[]): Map<string, ReportFigure> {
  const formOf = new Map(
    reportForm.sections.flatMap(({ figures: own }) => own.map((one) => [one.code, one])),
  );
  const cases = figures.filter(({ code }) => formOf.get(code)?.count === 'closed-cases');
  const total = cases.find(({ code }) => formOf.get(code)!.type === undefined);
  if (!total) throw new Error('the form of annual reports has no total of closed cases');
  const told = hideSmall({ total, parts: cases.filter((one) => one !== total) }, openData.least);
  return new Map([told.total, ...told.parts].map((one) => [one.code, one]));
}

/** The parts of a report with figures as they are counted now, as everybody would read them. */
async function countSections(
  spine: Spine,
  organ: RegisteredOrgan,
  year: number,
  texts: ReportTexts,
): Promise<OpennessReport['sections']> {
  const sections: OpennessReport['sections'] = [];
  for (const { code, title, figures } of reportForm.sections) {
    const counted = [];
    for (const figure of figures) counted.push(await countFigure(spine, organ, year, figure));
    sections.push({ code, title, figures: counted, text: texts[code] });
  }
  const told = hideInFigures(sections.flatMap((section) => section.figures));
  for (const section of sections) section.figures = section.figures.map((one) => told.get(one.code) ?? one);
  return sections;
}

const viewIssued = ({ issuedAt, actor, documentCode }: Issue) => ({
  at: toRfc3339(issuedAt),
  actor,
  documentCode,
  pdf: documentAddress(documentCode),
});

/** The report of an organ: as it was issued, or else with figures as they are counted now. */
export async function readReport(
  spine: Spine,
  organ: RegisteredOrgan,
  year: number,
): Promise<OpennessReport & { authors: Set<number> }> {
  const key = { organId: organ.id, year };
  const issue = await findIssue(spine.pool, key);
  const { version, texts, authors } = await findTexts(spine.pool, key);
  return {
    organ: organ.code,
    organName: organ.name,
    year,
    basis: reportForm.basis,
    sections: issue?.sections ?? (await countSections(spine, organ, year, texts)),
    version: issue?.version ?? version,
    issued: issue ? viewIssued(issue) : null,
    demonstration: spine.demonstration,
    authors,
  };
}

/** The report as somebody sees it who writes or issues. Refusals: organ-unknown, not-found outside of their reach. */
export async function readForDesk(spine: Spine, principal: Principal, code: string, year: number) {
  const organ = getOrgan(spine, code);
  const edits = may(principal, 'bulletins.edit', placeOf(organ));
  const approves = may(principal, 'bulletins.approve', placeOf(organ));
  if (!edits && !approves)
    throw new Refusal('not-found', { field: 'organ', expected: 'an organ that you write or approve for' });
  const { authors, ...report } = await readReport(spine, organ, year);
  return {
    ...report,
    editable: edits && report.issued === null,
    issuable: approves && report.issued === null && report.version > 0 && !authors.has(principal.accountId),
  };
}

/** Writes the texts of a report. Refusals: organ-unknown, forbidden, conflict. */
export async function saveTexts(
  spine: Spine,
  principal: Principal,
  { organ: code, year }: { organ: string; year: number },
  { version, texts }: { version: number; texts: ReportTexts },
): Promise<number> {
  const organ = getOrgan(spine, code);
  if (!may(principal, 'bulletins.edit', placeOf(organ)))
    throw new Refusal('forbidden', { detail: 'bulletins.edit' });
  const key = { organId: organ.id, year };
  const issued = await findIssue(spine.pool, key);
  const { accountId, actor } = principal;
  const writer = { accountId, actor, at: spine.now() };
  if (issued || !(await insertTexts(spine.pool, key, version, texts, writer)))
    throw new Refusal('conflict', {
      field: 'version',
      detail: issued ? 'The report was issued.' : 'Somebody else has saved it meanwhile; read it again.',
    });
  return version + 1;
}

const valueText = ({ value, hidden }: ReportFigure) =>
  hidden ? '不显示' : value === null ? '未统计' : String(value);

/** The report as a document: a part for each section, and one table of every figure. */
function documentOf(organ: RegisteredOrgan, report: OpennessReport, today: string) {
  const numerals = ['一', '二', '三', '四', '五', '六'];
  return {
    kind: 'openness.annual-report',
    kindName: reportForm.name,
    organ: organ.name.zh,
    number: `信息公开年报〔${report.year}〕`,
    title: `${organ.name.zh}${report.year}年政府信息公开工作年度报告`,
    paragraphs: report.sections.flatMap(({ title, text, figures }, at) => [
      `${numerals[at]}、${title.zh}`,
      ...(text
        ? text.split(/\n+/).filter((line) => line.trim())
        : figures.length > 0
          ? ['数字见表。']
          : ['无。']),
    ]),
    table: {
      columns: ['部分', '项目', '数字'],
      rows: report.sections.flatMap(({ figures }, at) =>
        figures.map((figure) => [numerals[at]!, figure.name.zh, valueText(figure)]),
      ),
    },
    closing: [
      '表中“未统计”指本系统没有相应登记，不代表数字为零；“不显示”指1至9的数字，以及可推算出它们的数字。',
    ],
    date: today,
    demonstration: report.demonstration,
  };
}

/**
 * Issues a report: figures and texts are kept as they are, and printed. Only of a year that has ended, and by somebody who wrote
 * none of it. Refusals: organ-unknown, forbidden, field-invalid, conflict.
 */
export async function issueReport(
  spine: Spine,
  principal: Principal,
  { organ: code, year }: { organ: string; year: number },
  version: number,
): Promise<{ documentCode: string; pdf: string }> {
  const organ = getOrgan(spine, code);
  if (!may(principal, 'bulletins.approve', placeOf(organ)))
    throw new Refusal('forbidden', { detail: 'bulletins.approve' });
  const today = new Date(zoneOf('Asia/Shanghai').localOf(spine.now())).toISOString().slice(0, 10);
  if (year >= Number(today.slice(0, 4)))
    throw new Refusal('field-invalid', { field: 'year', expected: 'a year that has ended' });
  const { authors, ...report } = await readReport(spine, organ, year);
  if (authors.has(principal.accountId))
    throw new Refusal('forbidden', { detail: 'Somebody else issues it.' });
  if (report.issued || report.version !== version)
    throw new Refusal('conflict', {
      field: 'version',
      detail: report.issued
        ? 'The report was issued.'
        : 'Somebody else has saved it meanwhile; read it again.',
    });
  const prepared = await prepareDocument(spine, documentOf(organ, report, today));
  const { accountId, actor } = principal;
  await inTransaction(spine.pool, async (client) => {
    const { code: documentCode } = await keepDocument(spine, client, prepared);
    const issue = { organId: organ.id, year, version, sections: report.sections, documentCode };
    if (!(await insertIssue(client, issue, { accountId, actor, at: spine.now() })))
      throw new Refusal('conflict', { field: 'version', detail: 'The report was issued.' });
  });
  return { documentCode: prepared.code, pdf: documentAddress(prepared.code) };
}
