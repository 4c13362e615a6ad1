import type { SaxesTagPlain } from 'saxes';
import type { ReadLimits } from './limits.ts';
import { ownText } from './own-text.ts';
import { ReadStop } from './problem.ts';
import type { SaxHandlers } from './sax-feed.ts';
import { readAttribute } from './xes-attributes.ts';
import { ExtensionKeys } from './xes-extensions.ts';
import { checkXml, readClassifier, readExtension, readLogElement, readScope } from './xes-header.ts';
import type { XesAttributes, XesEvent, XesItem, XesLog } from './xes-model.ts';
import { XesReport } from './xes-report.ts';
import { TraceInWork } from './xes-trace.ts';
import { isXesType, type XesAttribute, type XesType } from './xes-values.ts';

/** An element that is open: what it is, and where the attributes in it go. */
type Frame =
  | { kind: 'log' | 'trace' | 'event' | 'global'; into: XesAttributes; rank: number; event?: XesEvent }
  | { kind: 'attribute' | 'values'; attribute: XesAttribute | undefined; rank: number }
  | { kind: 'leaf'; rank: number };

/** The order of elements within a log, a trace and a list (schema of IEEE 1849 annex). */
const ranks: Record<string, Record<string, number>> = {
  log: { extension: 0, global: 1, classifier: 2, attribute: 3, trace: 4, event: 5 },
  trace: { attribute: 0, event: 1 },
  attribute: { attribute: 0, values: 1 },
};

/** Turns the elements of an XES file into traces and problems, which gather in `items` until they are taken. */
export class XesBuilder implements SaxHandlers {
  items: XesItem[] = [];
  log: XesLog | undefined;
  private readonly stack: Frame[] = [];
  private readonly keys = new ExtensionKeys();
  private readonly report: XesReport;
  private readonly limits: ReadLimits;
  private work: TraceInWork | undefined;
  /** Attributes of the log and its globals so far. */
  private outside = 0;
  private skipping: { name: string; line: number; depth: number; rows: number } | undefined;

  constructor(limits: ReadLimits) {
    this.limits = limits;
    this.report = new XesReport(limits.remarks, (problem) => this.items.push({ kind: 'problem', problem }));
  }

  open(tag: SaxesTagPlain, line: number): void {
    if (this.skipping) {
      this.skipping.depth++;
      if (tag.name === 'event') this.skipping.rows++;
      this.checkDepth(this.skipping.depth);
      return;
    }
    this.checkDepth(this.stack.length);
    const parent = this.stack[this.stack.length - 1];
    if (!parent) return this.openLog(tag, line);
    const name = tag.name;
    if (isXesType(name)) return this.openAttribute(name, tag, line, parent);
    checkXml(name, tag.attributes, line, this.report);
    if (name === 'event' && (parent.kind === 'trace' || parent.kind === 'log'))
      return this.openEvent(line, parent);
    if (name === 'trace' && parent.kind === 'log') return this.openTrace(line, parent);
    if (name === 'values' && parent.kind === 'attribute') return this.openValues(line, parent);
    if (parent.kind === 'log' && this.openHeader(name, tag, line, parent)) return;
    this.skipping = { name, line, depth: 0, rows: name === 'event' ? 1 : 0 };
  }

  close(): void {
    if (this.skipping) {
      if (this.skipping.depth-- === 0) this.closeSkipped();
      return;
    }
    const frame = this.stack.pop();
    if (frame?.kind === 'event') this.closeEvent(frame.event);
    else if (frame?.kind === 'trace') this.closeTrace();
    else if (frame?.kind === 'attribute') this.closeAttribute(frame.attribute);
  }

  text(text: string, line: number): void {
    if (/\S/.test(text)) this.report.remark(line, 'text-ignored', { expected: 'elements only' });
  }

  /** Tells the trace that is open how many characters were read. */
  passed(characters: number): void {
    this.work?.countCharacters(characters);
  }

  private checkDepth(depth: number): void {
    if (depth >= this.limits.depth)
      throw new ReadStop('xml-too-deep', `at most ${this.limits.depth} elements in each other`);
  }

  private openLog(tag: SaxesTagPlain, line: number): void {
    if (tag.name !== 'log') throw new ReadStop('root-not-log', 'a log element as the root', line);
    checkXml('log', tag.attributes, line, this.report);
    this.log = readLogElement(tag.attributes);
    this.stack.push({ kind: 'log', into: this.log.attributes, rank: 0 });
  }

  private openEvent(line: number, parent: Frame): void {
    this.checkOrder(parent, 'event', line);
    const event: XesEvent = { line, attributes: new Map() };
    // An event of the log itself is bounded like a trace of its own.
    if (parent.kind === 'log') this.work = new TraceInWork(line, this.limits);
    this.stack.push({ kind: 'event', into: event.attributes, rank: 0, event });
  }

  private closeEvent(event: XesEvent | undefined): void {
    if (!event || !this.log) return;
    if (this.stack.length > 1) return this.work?.addEvent(event);
    this.work = undefined;
    this.log.events++;
    this.report.loss(event.line, 'event-without-trace', 'event', 1, { expected: 'an event within a trace' });
  }

  private openTrace(line: number, parent: Frame): void {
    this.checkOrder(parent, 'trace', line);
    this.work = new TraceInWork(line, this.limits);
    this.stack.push({ kind: 'trace', into: this.work.trace.attributes, rank: 0 });
  }

  private closeTrace(): void {
    const { work, log } = this;
    this.work = undefined;
    if (!work || !log) return;
    log.traces++;
    log.events += work.events;
    if (!work.tooLarge) this.items.push(work.trace);
    else
      this.report.loss(work.trace.line, 'trace-too-large', 'case', work.events, { expected: work.tooLarge });
  }

  private openValues(line: number, parent: Frame & { kind: 'attribute' | 'values' }): void {
    const { attribute } = parent;
    this.checkOrder(parent, 'values', line);
    if (attribute?.type === 'list') attribute.values ??= [];
    else this.report.remark(line, 'element-misplaced', { field: 'values', expected: 'values in a list' });
    this.stack.push({ kind: 'values', attribute, rank: 0 });
  }

  private openHeader(name: string, { attributes: xml }: SaxesTagPlain, line: number, parent: Frame): boolean {
    const { log, report, limits } = this;
    if (!log || (name !== 'extension' && name !== 'classifier' && name !== 'global')) return false;
    this.checkOrder(parent, name, line);
    if (name === 'extension') readExtension(xml, log, this.keys, limits);
    if (name === 'classifier') readClassifier(xml, line, log, report, limits);
    const scope = name === 'global' ? readScope(xml, line, 'global', report) : undefined;
    if (name !== 'global') this.stack.push({ kind: 'leaf', rank: 0 });
    else this.stack.push({ kind: 'global', into: scope ? log.globals[scope] : new Map(), rank: 0 });
    return true;
  }

  private openAttribute(type: XesType, tag: SaxesTagPlain, line: number, parent: Frame): void {
    if (parent.kind === 'leaf') {
      this.skipping = { name: tag.name, line, depth: 0, rows: 0 };
      return;
    }
    this.checkOrder(parent, 'attribute', line);
    const attribute = readAttribute(type, tag.attributes, line, this.report);
    this.stack.push({ kind: 'attribute', attribute, rank: 0 });
    if (!attribute || this.work?.tooLarge) return;
    this.keys.check(attribute.key, line, this.report);
    if (this.work) this.work.countAttribute();
    else if (this.outside++ >= this.limits.logAttributes) {
      this.report.remark(line, 'attributes-too-many', { expected: `at most ${this.limits.logAttributes}` });
      return;
    } else own(attribute);
    if ('into' in parent) this.put(attribute, parent);
    else this.nest(attribute, parent, line);
  }

  private put(attribute: XesAttribute, parent: Frame & { into: XesAttributes }): void {
    const { key, line, text, type } = attribute;
    const first = parent.into.get(key);
    if (first) {
      this.report.loss(line, 'attribute-duplicate', 'attribute', 0, { field: key, value: text });
      return;
    }
    parent.into.set(key, attribute);
    if (parent.kind !== 'trace' && parent.kind !== 'event') return;
    const declared = this.log?.globals[parent.kind].get(key)?.type;
    if (declared && declared !== type)
      this.report.remark(line, 'type-differs', {
        field: key,
        expected: `${declared}, as its global`,
        value: type,
      });
  }

  private nest(
    attribute: XesAttribute,
    parent: Frame & { kind: 'attribute' | 'values' },
    line: number,
  ): void {
    const holder = parent.attribute;
    if (!holder) return;
    const content = parent.kind === 'values' && holder.values ? holder.values : (holder.nested ??= []);
    content.push(attribute);
    const meta = parent.kind === 'attribute' && holder.type !== 'container';
    if (meta && !this.log?.features.includes('nested-attributes'))
      this.report.remark(line, 'nested-undeclared', { expected: 'xes.features with nested-attributes' });
  }

  private closeAttribute(attribute: XesAttribute | undefined): void {
    if (attribute?.type === 'list' && !attribute.values)
      this.report.remark(attribute.line, 'list-without-values', { field: attribute.key });
  }

  private closeSkipped(): void {
    const { name, line, rows } = this.skipping!;
    this.skipping = undefined;
    const scope = name === 'event' ? 'event' : name === 'trace' || name === 'log' ? 'case' : 'attribute';
    const code = elements.has(name) ? 'element-misplaced' : 'element-unknown';
    this.report.loss(line, code, scope, rows, { field: name });
  }

  private checkOrder(parent: Frame, kind: string, line: number): void {
    const rank = ranks[parent.kind]?.[kind];
    if (rank === undefined) return;
    if (rank < parent.rank)
      this.report.remark(line, 'element-out-of-order', { field: `${kind} in ${parent.kind}` });
    else parent.rank = rank;
  }
}

/** Attributes of the log itself stay until its end. */
function own(attribute: XesAttribute): void {
  attribute.key = ownText(attribute.key);
  attribute.text = ownText(attribute.text);
  if (typeof attribute.value === 'string') attribute.value = attribute.text;
}

const elements = new Set(['log', 'extension', 'global', 'classifier', 'trace', 'event', 'values', 'list']);
