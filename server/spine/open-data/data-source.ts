import type { DataRow } from '#contract/open-data';
import type { Spine } from '#spine/spine';

/** Which rows are asked for. */
export interface Asked {
  region?: string;
  search?: string;
  offset: number;
  limit: number;
}

/** Where the rows of a data set come from that always tells what is so now. */
export interface CurrentSource {
  kind: 'current';
  rows: (spine: Spine, asked: Asked) => Promise<{ rows: DataRow[]; total: number }>;
}

/** Where figures come from that are published once for a month: made with every small number hidden already. */
export interface FiguresSource {
  kind: 'figures';
  /** @param month such as 2026-03, whole and past */
  make: (spine: Spine, month: string) => Promise<DataRow[]>;
}

/** Sources by the code of their data set. */
export type DataSources = Readonly<Record<string, CurrentSource | FiguresSource>>;
