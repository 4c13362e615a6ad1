import type { ReadLimits } from './limits.ts';
import type { XesEvent, XesTrace } from './xes-model.ts';

/** A trace while it is read. Once it breaks a bound it is emptied, and only its events are counted on. */
export class TraceInWork {
  readonly trace: XesTrace;
  /** The bound that it broke, in words. */
  tooLarge: string | undefined;
  events = 0;
  private attributes = 0;
  private characters = 0;
  private readonly limits: ReadLimits;

  constructor(line: number, limits: ReadLimits) {
    this.limits = limits;
    this.trace = { kind: 'trace', line, attributes: new Map(), events: [] };
  }

  addEvent(event: XesEvent): void {
    this.events++;
    if (this.tooLarge) return;
    if (this.events > this.limits.traceEvents) this.give(`at most ${this.limits.traceEvents} events`);
    else this.trace.events.push(event);
  }

  countAttribute(): void {
    this.attributes++;
    if (this.attributes > this.limits.traceAttributes)
      this.give(`at most ${this.limits.traceAttributes} attributes`);
  }

  /** Characters of the file that passed while the trace was open: its values are slices of them. */
  countCharacters(read: number): void {
    this.characters += read;
    if (this.characters > this.limits.traceCharacters)
      this.give(`at most ${this.limits.traceCharacters} characters`);
  }

  private give(bound: string): void {
    if (this.tooLarge) return;
    this.tooLarge = bound;
    this.trace.events.length = 0;
    this.trace.attributes.clear();
  }
}
