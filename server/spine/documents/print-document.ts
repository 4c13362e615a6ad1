import { createRequire } from 'node:module';
import path from 'node:path';
import pdfmake from 'pdfmake';
import type { PrintedDocument } from './document-content.ts';
import { layoutDocument } from './document-layout.ts';

const require = createRequire(import.meta.url);
const fonts = path.dirname(require.resolve('@expo-google-fonts/noto-sans-sc/package.json'));
const normal = path.join(fonts, '400Regular/NotoSansSC_400Regular.ttf');
const bold = path.join(fonts, '700Bold/NotoSansSC_700Bold.ttf');

pdfmake.setFonts({ Noto: { normal, bold } });
// Nothing that a content names is fetched or read.
pdfmake.setUrlAccessPolicy(() => false);
pdfmake.setLocalAccessPolicy((file) => file === normal || file === bold);

/**
 * The PDF of a document, with the characters that it uses of Noto Sans SC inside. The same content gives the same bytes.
 * Takes 50 to 250 ms of one core: called by the print worker, not by whoever serves.
 */
export async function printDocument(document: PrintedDocument): Promise<Buffer> {
  return pdfmake.createPdf(layoutDocument(document)).getBuffer();
}
