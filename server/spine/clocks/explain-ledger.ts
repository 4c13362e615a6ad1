import type { Instant } from '#base/time';
import type { ExplanationLine } from '#contract/explanation';
import { dateText } from '#spine/calendar/civil-date';
import { amountText, inBrackets, momentText, pauseName } from '#spine/clocks/explain-text';
import { positionOf } from '#spine/clocks/position';
import type { LedgerEntry, Settlement } from '#spine/clocks/settle';

const dateOf = ({ frame }: Settlement, at: Instant): string => dateText(positionOf(frame.zone, at).day);
const momentOf = ({ frame }: Settlement, at: Instant): string => momentText(positionOf(frame.zone, at));

const tooLate = {
  zh: '；到期之后才作出，不影响到期时间',
  en: '; it came after the due time and moves nothing',
};

function pauseLine(settlement: Settlement, { pause, counted, givenBack }: LedgerEntry): ExplanationLine {
  const { from, to, kind, basis } = pause!;
  const unit = settlement.pausedIn;
  const name = pauseName(kind);
  const by = inBrackets(basis);
  const when = { from: momentOf(settlement, from), to: to === null ? null : momentOf(settlement, to) };
  const back = givenBack === null ? null : amountText(givenBack, unit, true);
  const effect = {
    zh: !counted ? tooLate.zh : back ? `，返还${back.zh}` : '，尚未恢复',
    en: !counted ? tooLate.en : back ? `, ${back.en} given back` : ', not resumed yet',
  };
  const text = {
    zh: `${when.from}${when.to ? `至${when.to}` : '起'} 暂停（${name.zh}${by.zh}）${effect.zh}`,
    en: `${when.from}${when.to ? ` to ${when.to}` : ' on'}: paused (${name.en}${by.en})${effect.en}`,
  };
  const date = dateOf(settlement, from);
  return { kind: 'pause', date, text, from, to, pauseKind: kind, basis, counted, givenBack, unit };
}

function extensionLine(settlement: Settlement, { extension, counted }: LedgerEntry): ExplanationLine {
  const { at, n, unit, basis } = extension!;
  const amount = amountText(n, unit);
  const by = inBrackets(basis);
  const text = {
    zh: `${momentOf(settlement, at)} 延长${amount.zh}${by.zh}${counted ? '' : tooLate.zh}`,
    en: `${momentOf(settlement, at)}: extended by ${amount.en}${by.en}${counted ? '' : tooLate.en}`,
  };
  return { kind: 'extension', date: dateOf(settlement, at), text, at, n, unit, basis, counted };
}

/** A line for every pause and extension, in order of time, with what it moved. */
export const ledgerLines = (settlement: Settlement): ExplanationLine[] =>
  settlement.entries.map((entry) =>
    entry.pause ? pauseLine(settlement, entry) : extensionLine(settlement, entry),
  );
