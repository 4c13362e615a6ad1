import type { Content, TDocumentDefinitions } from 'pdfmake/interfaces.js';
import type { PrintedDocument } from './document-content.ts';

/**
 * How a document looks: after GB/T 9704-2012 (Layout key for official document of Party and government organs) as far as
 * one typeface allows. A4; 37 mm above and 28 mm left of a page of 156 × 225 mm (5.2); name of the organ in red with a red
 * line under number (7.2); title of size 2 (22 pt), body of size 3 (16 pt), 22 lines a page, first lines in by two
 * characters (7.3). The standard's typefaces (小标宋, 仿宋) are not free; Noto Sans SC stands for all of them.
 */
const mm = 72 / 25.4;
const red = '#c00000';
const grey = '#444444';
const bodySize = 16;
const width = 156 * mm;
/** 225 mm hold 22 lines. Noto's own line is 1.448 of its size. */
const lineHeight = (225 * mm) / 22 / (bodySize * 1.448);

export function layoutDocument(document: PrintedDocument): TDocumentDefinitions {
  const { title, kindName, organ, date } = document;
  const at = new Date(`${date}T00:00:00+08:00`);
  return {
    pageSize: 'A4',
    pageMargins: [28 * mm, 37 * mm, 26 * mm, 35 * mm],
    language: 'zh-CN',
    // Nothing of the present goes in, or the same content would give other bytes tomorrow.
    info: {
      title,
      subject: kindName.zh,
      author: organ,
      creator: 'Mingjing',
      producer: 'pdfmake',
      creationDate: at,
      modDate: at,
    },
    defaultStyle: { font: 'Noto', fontSize: bodySize, lineHeight },
    header: document.demonstration ? demonstrationMark : undefined,
    footer: pageNumber,
    content: [...head(document), ...body(document), verification(document)],
  };
}

function head({ organ, number, title, addressee }: PrintedDocument): Content[] {
  return [
    { text: organ, color: red, bold: true, fontSize: 26, alignment: 'center', lineHeight: 1.2 },
    { text: number, alignment: 'center', margin: [0, 14, 0, 4], lineHeight: 1 },
    rule(red, 1.5),
    { text: title, bold: true, fontSize: 22, alignment: 'center', lineHeight: 1.2, margin: [0, 26, 0, 22] },
    ...(addressee ? [{ text: `${addressee}：` }] : []),
  ];
}

const paragraph = (text: string): Content => ({ text, leadingIndent: 2 * bodySize, alignment: 'justify' });

/** Longest last paragraph that is kept together with the signature, in characters. */
const keptTogether = 300;

/** The signature stands with some text on its page (7.3.5.4 of the standard), so the last paragraph goes with it. */
function body(document: PrintedDocument): Content[] {
  const { paragraphs, table, closing } = document;
  const all = [...paragraphs.map(paragraph), ...(table ? [tableOf(table)] : []), ...closing.map(paragraph)];
  const last = closing.at(-1) ?? (table ? undefined : paragraphs.at(-1));
  if (last === undefined || last.length > keptTogether) return [...all, signature(document)];
  return [...all.slice(0, -1), { unbreakable: true, stack: [all.at(-1)!, signature(document)] }];
}

function tableOf({ columns, rows }: NonNullable<PrintedDocument['table']>): Content {
  const widths = widthsOf(columns, rows);
  // Chinese breaks after each character, so a column that is as wide as what it says has to be told to stay so.
  const cell = (text: string, i: number) => ({ text, noWrap: widths[i] === 'auto' });
  return {
    margin: [0, 8, 0, 12],
    fontSize: 12,
    lineHeight: 1.1,
    table: {
      headerRows: 1,
      widths,
      dontBreakRows: true,
      body: [
        columns.map((text, i) => ({ ...cell(text, i), bold: true, alignment: 'center' as const })),
        ...rows.map((row) => row.map(cell)),
      ],
    },
    layout: { hLineWidth: () => 0.7, vLineWidth: () => 0.7, hLineColor: () => grey, vLineColor: () => grey },
  };
}

/** Short columns take what they need, the others share the rest. */
function widthsOf(columns: string[], rows: string[][]): ('auto' | '*')[] {
  const short = columns.map((name, i) =>
    [name, ...rows.map((row) => row[i]!)].every((text) => [...text].length <= 6),
  );
  return short.map((one) => (one && !short.every(Boolean) ? 'auto' : '*'));
}

/** Organ and date at the right, and where the seal goes. Nothing here is a seal, and it says so. */
function signature({ organ, date }: PrintedDocument): Content {
  const [year, month, day] = date.split('-').map(Number);
  return {
    margin: [0, 34, 0, 0],
    columns: [
      {
        width: 110,
        lineHeight: 1.2,
        table: {
          widths: [96],
          body: [
            [
              {
                text: '电子印章占位\n（未加盖印章）',
                color: grey,
                fontSize: 10,
                alignment: 'center',
                margin: [0, 12, 0, 10],
              },
            ],
          ],
        },
        layout: { hLineStyle: dashed, vLineStyle: dashed, hLineColor: () => grey, vLineColor: () => grey },
      },
      {
        width: '*',
        alignment: 'right',
        stack: [organ, `${year}年${month}月${day}日`],
        margin: [0, 0, 2 * bodySize, 0],
      },
    ],
  };
}

const dashed = () => ({ dash: { length: 3 } });

function verification({ verificationCode, verifyAt, kindName }: PrintedDocument): Content {
  return {
    unbreakable: true,
    margin: [0, 26, 0, 0],
    fontSize: 10,
    lineHeight: 1.25,
    stack: [
      rule(grey, 0.7),
      {
        margin: [0, 8, 0, 0],
        columnGap: 12,
        columns: [
          { width: 'auto', qr: verifyAt ?? verificationCode, fit: 74, eccLevel: 'M' },
          {
            width: '*',
            stack: [
              { text: [`文书种类：${kindName.zh}　核验编码：`, { text: verificationCode, bold: true }] },
              verifyAt ? `核验地址：${verifyAt}` : '请在本系统公众门户“文书核验”页输入核验编码。',
              '扫描二维码或输入编码，可核对文书的签发机关、日期、是否有效，并比对文件指纹（SHA-256）。',
              '本件的真伪以在线核验结果为准；本件未附电子签名或电子印章。',
            ],
          },
        ],
      },
    ],
  };
}

const rule = (lineColor: string, lineWidth: number): Content => ({
  canvas: [{ type: 'line', x1: 0, y1: 0, x2: width, y2: 0, lineWidth, lineColor }],
});

const demonstrationMark = (): Content => ({
  text: '演示数据，不具效力　Demonstration: invented, without effect',
  color: grey,
  fontSize: 10,
  alignment: 'center',
  margin: [0, 16 * mm, 0, 0],
});

/** Between two dashes under the page (7.5). */
const pageNumber = (page: number): Content => ({
  text: `— ${page} —`,
  alignment: 'center',
  fontSize: 12,
  margin: [0, 8 * mm, 0, 0],
});
