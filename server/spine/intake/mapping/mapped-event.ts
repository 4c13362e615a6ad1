import type { CaseEventType } from '#contract/events';
import type { RowProblem } from '#contract/import-problem';

/** One CloudEvent 1.0.2 made from a file, with where it came from. */
export interface MappedEvent {
  specversion: '1.0';
  id: string;
  source: string;
  type: CaseEventType;
  /** The case number. */
  subject: string;
  /** RFC 3339 in UTC, to the millisecond. */
  time: string;
  region: string;
  data: Record<string, unknown>;
  line: number;
  /** An opening or closing that was made from the case's attributes; the file itself has no such event. */
  derived: boolean;
}

/** Counts since the beginning of the file. */
export interface MappedTotals {
  cases: number;
  /** Events of the file itself, without those that were derived. */
  events: number;
  derived: number;
  /** Events and rows of the file that were refused. */
  refused: number;
}

/** A case may span two batches; its events stay in order: opening, the log's own by time, closing. */
export interface MappedBatch {
  events: MappedEvent[];
  problems: RowProblem[];
  /** Of the file as it lies on the disk, packed or not. */
  bytesRead: number;
  line: number;
  totals: MappedTotals;
}
