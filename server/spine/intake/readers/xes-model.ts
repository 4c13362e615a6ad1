import type { RowProblem } from '#contract/import-problem';
import type { XesAttribute } from './xes-values.ts';

/** Attributes by key; of a key that stands twice the first counts. */
export type XesAttributes = Map<string, XesAttribute>;

export interface XesEvent {
  line: number;
  attributes: XesAttributes;
}

/** One case of a log with its events in the order of the file (IEEE 1849 clause 4.1). */
export interface XesTrace {
  kind: 'trace';
  line: number;
  attributes: XesAttributes;
  events: XesEvent[];
}

export interface XesExtension {
  name: string;
  prefix: string;
  uri: string;
}

export interface XesClassifier {
  name: string;
  scope: 'trace' | 'event';
  keys: string[];
}

/** What a log says about itself. Globals declare keys and types; their defaults are not values of anything. */
export interface XesLog {
  kind: 'log';
  version: string | undefined;
  features: string[];
  extensions: XesExtension[];
  classifiers: XesClassifier[];
  globals: { trace: XesAttributes; event: XesAttributes };
  attributes: XesAttributes;
  traces: number;
  events: number;
}

export type XesItem = XesTrace | XesLog | { kind: 'problem'; problem: RowProblem };
