import type { StampingState } from './state.ts';

type Approved = Pick<StampingState, 'pages' | 'files'>;
type Seen = Pick<StampingState['records'][number], 'document'>;

/**
 * In what the paper, as the device itself read it, differs from the approved document: its number of pages and the
 * fingerprint of its file. Nothing where the device read nothing or nothing was said of the document: pictures are compared
 * by a person, never by this.
 * @param most pages by which the two may differ
 */
export function differencesOf({ pages, files }: Approved, { document }: Seen, most: number): string[] {
  if (!document) return [];
  const found: string[] = [];
  if (pages !== null && document.pages !== undefined && Math.abs(document.pages - pages) > most)
    found.push(`页数 ${document.pages} ≠ ${pages} (pages)`);
  const { sha256 } = document;
  if (sha256 && files.length > 0 && !files.some((file) => file.sha256 === sha256))
    found.push('文件指纹 (fingerprint of the file)');
  return found;
}
