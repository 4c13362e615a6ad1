/**
 * Bounds that keep reading within 256 MB of memory whatever the file. They lie far above real files: among the
 * public logs the longest traces have some thousands of events, and XML packs to a fiftieth at most.
 */
export const readLimits = {
  /** Bytes after unpacking. */
  unpackedBytes: 4 * 1024 ** 3,
  /** Unpacked over packed bytes, looked at after `ratioAfter` bytes; deflate itself ends at 1,032. */
  ratio: 300,
  ratioAfter: 16 * 1024 ** 2,
  /** Characters of one tag, text, comment or attribute. */
  markup: 1024 ** 2,
  depth: 64,
  /** Of one trace, which is held as a whole so that its events can be put in order. */
  traceEvents: 20_000,
  traceAttributes: 200_000,
  traceCharacters: 16 * 1024 ** 2,
  /** Attributes of the log itself, and of its globals. */
  logAttributes: 50_000,
  /** Extensions, and classifiers, of the log. */
  declarations: 100,
  /** Different remarks that are reported. */
  remarks: 1_000,
  /** Characters of one row of a table. */
  row: 1024 ** 2,
  columns: 16_384,
  /** Of a workbook: the file as it lies on disk, and its table of shared texts. */
  workbookBytes: 512 * 1024 ** 2,
  sharedTexts: 1_000_000,
  sharedCharacters: 32 * 1024 ** 2,
};
export type ReadLimits = typeof readLimits;
