import type { ReadLimits } from './limits.ts';
import { ownText } from './own-text.ts';
import { ReadStop } from './problem.ts';
import { DateStyles } from './xlsx-dates.ts';
import { readWholePart } from './xlsx-part.ts';
import type { ZipParts } from './zip-parts.ts';

/** What is needed to understand the cells of a sheet (ECMA-376 part 1, clause 18). */
export interface Workbook {
  /** Path of the part that holds the sheet. */
  sheet: string;
  /** Dates count from 1904 in place of 1900. */
  from1904: boolean;
  dateStyles: DateStyles;
  sharedTexts: string[];
}

/** Reads everything but the rows. Without a name the first sheet that is not hidden is taken. */
export async function readWorkbook(
  zip: ZipParts,
  sheetName: string | undefined,
  limits: ReadLimits,
): Promise<Workbook> {
  if (!zip.has('xl/workbook.xml')) throw new ReadStop('workbook-unreadable', 'an .xlsx workbook');
  const targets = new Map<string, string>();
  let sharedPart = 'xl/sharedStrings.xml';
  let stylesPart = 'xl/styles.xml';
  const relations = {
    open(name: string, { Id, Type, Target }: Record<string, string>) {
      if (name !== 'Relationship' || !Id || !Target) return;
      const path = Target.startsWith('/') ? Target.slice(1) : `xl/${Target}`;
      if (Type?.endsWith('/sharedStrings')) sharedPart = path;
      if (Type?.endsWith('/styles')) stylesPart = path;
      if (targets.size < mostSheets) targets.set(Id, path);
    },
  };
  await readWholePart(zip, 'xl/_rels/workbook.xml.rels', relations, limits);

  const sheets: { name: string; hidden: boolean; id: string }[] = [];
  let from1904 = false;
  const workbook = {
    open(name: string, attributes: Record<string, string>) {
      if (name === 'workbookPr') from1904 = ['1', 'true'].includes(attributes.date1904 ?? '');
      if (name !== 'sheet' || sheets.length >= mostSheets) return;
      const id = Object.entries(attributes).find(([key]) => /:id$/i.test(key))?.[1] ?? '';
      const hidden = (attributes.state ?? 'visible') !== 'visible';
      sheets.push({ name: attributes.name ?? '', hidden, id });
    },
  };
  await readWholePart(zip, 'xl/workbook.xml', workbook, limits);

  const chosen = sheetName
    ? sheets.find(({ name }) => name === sheetName)
    : (sheets.find(({ hidden }) => !hidden) ?? sheets[0]);
  const sheet = chosen && (targets.get(chosen.id) ?? `xl/worksheets/sheet${sheets.indexOf(chosen) + 1}.xml`);
  if (!sheet || !zip.has(sheet)) throw new ReadStop('sheet-missing', sheetsExpected(sheetName, sheets));

  const dateStyles = new DateStyles();
  await readWholePart(zip, stylesPart, dateStyles, limits);
  const texts = new SharedTexts(limits);
  await readWholePart(zip, sharedPart, texts, limits);
  return { sheet, from1904, dateStyles, sharedTexts: texts.texts };
}

const mostSheets = 1_000;

function sheetsExpected(sheetName: string | undefined, sheets: { name: string }[]): string {
  const names = sheets.slice(0, 5).map(({ name }) => name.slice(0, 40));
  return sheetName ? `the sheet ${sheetName}; there are ${names.join(', ')}` : 'at least one sheet';
}

/** The table of shared texts; runs of rich text are joined, phonetic guides (`rPh`) left out. */
class SharedTexts {
  readonly texts: string[] = [];
  private current = '';
  private characters = 0;
  private inText = false;
  private inPhonetic = false;
  private readonly limits: ReadLimits;

  constructor(limits: ReadLimits) {
    this.limits = limits;
  }

  open(name: string): void {
    if (name === 'si') this.current = '';
    else if (name === 'rPh') this.inPhonetic = true;
    else if (name === 't') this.inText = !this.inPhonetic;
  }

  text(text: string): void {
    if (this.inText) this.current += text;
  }

  close(name: string): void {
    if (name === 't') this.inText = false;
    if (name === 'rPh') this.inPhonetic = false;
    if (name !== 'si') return;
    this.characters += this.current.length;
    if (this.texts.length >= this.limits.sharedTexts || this.characters > this.limits.sharedCharacters)
      throw new ReadStop(
        'file-too-large',
        `at most ${this.limits.sharedCharacters} characters of shared text`,
      );
    this.texts.push(ownText(this.current));
  }
}
