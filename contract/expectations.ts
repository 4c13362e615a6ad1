import { ofCases } from '#contract/expectations/cases';
import { ofCatalogue } from '#contract/expectations/catalogue';
import type { Expectations } from '#contract/expectations/expectations';
import { ofFileFormats } from '#contract/expectations/file-formats';
import { ofForms } from '#contract/expectations/forms';
import { ofHotline } from '#contract/expectations/hotline';
import { ofInformation } from '#contract/expectations/information';
import { ofIntake } from '#contract/expectations/intake';
import { ofPeople } from '#contract/expectations/people';
import { ofPowers } from '#contract/expectations/powers';
import { ofSchemaDefaults } from '#contract/expectations/schema-defaults';
import { ofServices } from '#contract/expectations/services';
import { ofVillage } from '#contract/expectations/village';

/** What refusals expect, in English as they say it, with its Chinese. */
export const expectations: Expectations = {
  ...ofSchemaDefaults,
  ...ofForms,
  ...ofCatalogue,
  ...ofCases,
  ...ofPeople,
  ...ofIntake,
  ...ofFileFormats,
  ...ofServices,
  ...ofVillage,
  ...ofPowers,
  ...ofHotline,
  ...ofInformation,
};

const place = '{}';

/** A text with places, cut at them: what stands before, between and after the values. */
interface Template {
  pieces: string[];
  zh: string;
}

/** The most words first, so that “at most {} characters” comes before “at most {}”. */
const templates: Template[] = Object.entries(expectations)
  .filter(([en]) => en.includes(place))
  .sort(([a], [b]) => wordsOf(b) - wordsOf(a))
  .map(([en, zh]) => ({ pieces: en.split(place), zh }));

function wordsOf(text: string): number {
  return text.replaceAll(place, '').length;
}

/** The values in `text` where it is made of these pieces; each as short as can be. */
function valuesIn(text: string, pieces: string[]): string[] | undefined {
  const [first, ...rest] = pieces as [string, ...string[]];
  const last = rest.pop() ?? '';
  const end = text.length - last.length;
  if (!text.startsWith(first) || !text.endsWith(last) || first.length > end) return undefined;
  const values: string[] = [];
  let from = first.length;
  for (const piece of rest) {
    const at = text.indexOf(piece, from);
    if (at < 0 || at + piece.length > end) return undefined;
    values.push(text.slice(from, at));
    from = at + piece.length;
  }
  return [...values, text.slice(from, end)];
}

function filled(zh: string, values: string[]): string {
  let next = 0;
  return zh.replaceAll(/\{(\d?)\}/g, (_, n: string) => values[n === '' ? next++ : Number(n) - 1]!);
}

/**
 * The Chinese of what a refusal expected; values and lists in it stay as they are.
 * @param text as `expected` of a problem has it, in English
 * @returns null where the table does not know the text, and where it is a value alone
 */
export function expectedZh(text: string): string | null {
  if (Object.hasOwn(expectations, text)) return expectations[text]!;
  for (const { pieces, zh } of templates) {
    const values = valuesIn(text, pieces);
    if (values) return filled(zh, values);
  }
  return null;
}
