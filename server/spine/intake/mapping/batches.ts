import type { RowProblem } from '#contract/import-problem';
import type { MappedBatch, MappedEvent, MappedTotals } from './mapped-event.ts';

/** Where mapped events and problems go. */
export interface Sink {
  event(event: MappedEvent): void;
  problem(problem: RowProblem): void;
  /** A case begins. */
  opened(): void;
}

/** Gathers events into batches of at most `size`, and as many problems. */
export class Batches implements Sink {
  private events: MappedEvent[] = [];
  private problems: RowProblem[] = [];
  private readonly totals: MappedTotals = { cases: 0, events: 0, derived: 0, refused: 0 };
  private line = 0;
  private full: MappedBatch[] = [];
  private readonly size: number;
  private readonly bytesRead: () => number;

  constructor(size: number, bytesRead: () => number) {
    this.size = size;
    this.bytesRead = bytesRead;
  }

  opened(): void {
    this.totals.cases++;
  }

  event(event: MappedEvent): void {
    this.events.push(event);
    this.line = event.line;
    if (event.derived) this.totals.derived++;
    else this.totals.events++;
    if (this.events.length >= this.size) this.cut();
  }

  problem(problem: RowProblem): void {
    this.problems.push(problem);
    this.totals.refused += problem.rows;
    if (this.problems.length >= this.size) this.cut();
  }

  /** The batches that are full. */
  take(): MappedBatch[] {
    const { full } = this;
    if (full.length > 0) this.full = [];
    return full;
  }

  /** What is left at the end; always one, so that the totals of an empty file are told. */
  last(): MappedBatch {
    this.cut();
    return this.full.pop()!;
  }

  private cut(): void {
    const { events, problems, line, totals } = this;
    this.full.push({ events, problems, line, bytesRead: this.bytesRead(), totals: { ...totals } });
    this.events = [];
    this.problems = [];
  }
}
