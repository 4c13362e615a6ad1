import type { PowerDetail, PowerEntryInput } from '#contract/powers/power-list';

type Entry = PowerDetail['entry'];

/** The form of an entry: what an entry says, and why it is written. */
export interface PowerFields extends Partial<Entry> {
  note: string;
}

const trimmed = (text: string | undefined): string | undefined => text?.trim() || undefined;

/** An entry as the form has it: what was left empty is not said. */
export function entryOf(fields: PowerFields): PowerEntryInput {
  const basis = (rows: Entry['basis'] = []) =>
    rows.map(({ law, article = '', text }) => ({
      law: law.trim(),
      article: article.trim(),
      ...(trimmed(text) && { text: trimmed(text) }),
    }));
  return {
    ...(fields as Entry),
    code: (fields.code ?? '').trim(),
    item: trimmed(fields.item),
    supervisionPhone: trimmed(fields.supervisionPhone),
    cancelledFrom: trimmed(fields.cancelledFrom),
    basis: basis(fields.basis),
    accountability: (fields.accountability ?? []).map((one) => ({ ...one, basis: basis(one.basis) })),
    // The benchmark belongs to penalties; of every other power there is none.
    discretion: (fields.type === '02' ? (fields.discretion ?? []) : []).map(({ circumstance, ...one }) => ({
      ...one,
      ...(circumstance?.zh && circumstance.en && { circumstance }),
    })),
    riskPoints: fields.riskPoints ?? [],
  };
}
