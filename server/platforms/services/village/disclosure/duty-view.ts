import type { AttachmentRow } from '#contract/attachments';
import type { DutyRow, PublicDisclosure } from '#contract/services/village';
import type { ClockView } from '#contract/cases';
import { formatKey } from '#spine/keys';
import { findEntry } from './catalogue.ts';
import { totalOf } from './item-table.ts';
import { type DisclosureState, type PublishedVersion, unanswered } from './state.ts';
import type { DutySqlRow } from './store.ts';

/** Kind of an objection's clock among the clocks of the case (spine/platform/installed.ts). */
const objectionClock = 'part:services.disclosure:objection:';

/** A row of a list of duties. An entry that the catalogue has no longer goes by the title that the case was given. */
export function toDutyRow(row: DutySqlRow): DutyRow {
  const { state } = row;
  return {
    id: formatKey(row.city, row.id),
    region: state.region,
    regionName: { zh: row.region_zh, en: row.region_en },
    entry: state.entry,
    title: findEntry(state.entry)?.title ?? { zh: row.title, en: row.title },
    kind: state.kind,
    every: state.every,
    period: state.period,
    dueOn: state.dueOn,
    status: state.status,
    standing: row.standing,
    publishedAt: state.versions[0]?.signedAt ?? null,
    matter: state.matter,
    amount: state.amount,
    versions: state.versions.length,
    objections: state.objections.length,
    unanswered: unanswered(state).length,
  };
}

const toVersion = (
  { version, text, items, reason, signedAt, attachments = [] }: PublishedVersion,
  files: ReadonlyMap<string, AttachmentRow>,
) => ({
  version,
  text,
  items,
  total: totalOf(items),
  reason: reason ?? null,
  signedAt,
  files: attachments.flatMap(({ id }) => files.get(id) ?? []),
});

/** Without the words: they may name somebody. */
const toAnswer = (state: DisclosureState, clocks: readonly ClockView[]) =>
  state.objections.map(({ objection, subject, raisedAt, answer, answeredAt }) => {
    const clock = clocks.find(({ kind }) => kind === `${objectionClock}${objection}`);
    return {
      objection,
      subject,
      raisedAt,
      dueAt: answer === null ? (clock?.dueAt ?? null) : null,
      late: clock?.late ?? false,
      answer,
      answeredAt,
    };
  });

/** What everybody sees of a duty: no draft, no name of whoever wrote, signed or objected. */
export function toPublicDisclosure(
  row: DutySqlRow,
  clocks: readonly ClockView[],
  attached: readonly AttachmentRow[],
): PublicDisclosure {
  const entry = findEntry(row.state.entry);
  const files = new Map(attached.map((file) => [file.id, file]));
  return {
    ...toDutyRow(row),
    basis: entry?.basis ?? [],
    contents: entry?.contents.map(({ title }) => title) ?? [],
    demonstration: row.demonstration,
    published: row.state.versions.toReversed().map((version) => toVersion(version, files)),
    answers: toAnswer(row.state, clocks),
  };
}
