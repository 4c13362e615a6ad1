/** What is to be imported: the file, and its mapping (own or one that comes with the installation). */
export interface ChosenFiles {
  file: File | null;
  map: File | null;
  /** Name of a built-in mapping; counts only without a mapping of one's own. */
  example: string | null;
}

export const nothingChosen: ChosenFiles = { file: null, map: null, example: null };

/** Sorts what was dropped: JSON is a mapping, anything else the file of events. The last of each kind counts. */
export function sortDropped(before: ChosenFiles, dropped: readonly File[]): ChosenFiles {
  return dropped.reduce<ChosenFiles>(
    (chosen, one) =>
      /\.json$/i.test(one.name) ? { ...chosen, map: one, example: null } : { ...chosen, file: one },
    before,
  );
}

/** Whether file and mapping are both there. */
export const isComplete = ({ file, map, example }: ChosenFiles): boolean =>
  file !== null && (map !== null || example !== null);

/** Beyond this a preview is made of the beginning of the file alone; a workbook cannot be read in part. */
const previewBytes = 32 * 1024 * 1024;

/** Whether the preview will see the beginning of the file alone. */
export const isPartial = (file: File): boolean => file.size > previewBytes && !/\.xlsx$/i.test(file.name);

/** The parts of the request, in the order in which the server reads them: mapping first, file last. */
export function importForm({ file, map, example }: ChosenFiles, use: 'preview' | 'import'): FormData {
  const form = new FormData();
  if (map) form.append('map', map, map.name);
  else if (example) form.append('example', example);
  if (file) {
    const part = use === 'preview' && isPartial(file) ? file.slice(0, previewBytes) : file;
    form.append('file', part, file.name);
  }
  return form;
}
