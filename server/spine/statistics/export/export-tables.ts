import { baseOf } from '#spine/catalogue/item-base';
import type { ParquetColumns } from '#spine/tables/parquet';

/** A file of the export: its columns, and the query that gives its rows in order of a key. */
export interface ExportTable {
  name: string;
  columns: ParquetColumns;
  /** The columns of the select, in the order of `columns`. */
  select: string;
  from: string;
  /** Whole numbers by which the rows are read in order, as expressions of the query. */
  key: readonly string[];
  /** The instant by which days narrow the export; absent: it is written whole. */
  at?: string;
  counted: string;
}

const day = (column: string) => `to_char(${column} AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD')`;
const moment = (column: string) => `to_char(${column}, 'YYYY-MM-DD"T"HH24:MI:SS.USOF')`;
const item = `i.code, ${baseOf('i.code')}`;
const names = `ARRAY['notice', 'yellow', 'red']`;
const statuses = `ARRAY['open', 'correcting', 'cleared', 'lifted']`;

/**
 * What is exported, for analysis by other programs. No personal data: no applicant, no actor, no title, nothing of what an event
 * says but its step. Divisions, organs and items bear their codes.
 */
export const exportTables: readonly ExportTable[] = [
  {
    name: 'cases',
    columns: {
      city: 'INTEGER',
      id: 'BIGINT',
      source: 'VARCHAR',
      item: 'VARCHAR',
      item_base: 'VARCHAR',
      platform: 'VARCHAR',
      organ: 'VARCHAR',
      region: 'VARCHAR',
      status: 'VARCHAR',
      late: 'BOOLEAN',
      opened_at: 'TIMESTAMPTZ',
      ended_at: 'TIMESTAMPTZ',
      due_at: 'TIMESTAMPTZ',
      opened_day: 'DATE',
      ended_day: 'DATE',
    },
    select: `c.city, c.id, s.code, ${item}, v.content ->> 'platform', o.code, c.region::text, c.status, c.late, ${moment('c.opened_at')},
      ${moment('c.ended_at')}, ${moment('k.due_at')}, ${day('c.opened_at')}, ${day('c.ended_at')}`,
    from: `cases c JOIN source s ON s.id = c.source_id JOIN item i ON i.id = c.item_id JOIN organ o ON o.id = c.organ_id
      JOIN item_version v ON v.item_id = c.item_id AND v.version = c.item_version
      LEFT JOIN clock k ON k.city = c.city AND k.case_id = c.id`,
    key: ['c.city', 'c.id'],
    at: 'c.opened_at',
    counted: 'cases c',
  },
  {
    name: 'alerts',
    columns: {
      city: 'INTEGER',
      id: 'BIGINT',
      case_id: 'BIGINT',
      rule: 'VARCHAR',
      colour: 'VARCHAR',
      status: 'VARCHAR',
      item: 'VARCHAR',
      item_base: 'VARCHAR',
      organ: 'VARCHAR',
      region: 'VARCHAR',
      fired_at: 'TIMESTAMPTZ',
      fired_day: 'DATE',
    },
    select: `a.city, a.id, a.case_id, a.rule, (${names})[a.level], (${statuses})[a.status + 1], ${item}, o.code, a.region::text,
      ${moment('a.fired_at')}, ${day('a.fired_at')}`,
    from: 'alert a JOIN item i ON i.id = a.item_id JOIN organ o ON o.id = a.organ_id',
    key: ['a.city', 'a.id'],
    at: 'a.fired_at',
    counted: 'alert a',
  },
  {
    name: 'journal',
    columns: {
      city: 'INTEGER',
      case_id: 'BIGINT',
      case_seq: 'INTEGER',
      source: 'VARCHAR',
      type: 'VARCHAR',
      step: 'VARCHAR',
      occurred_at: 'TIMESTAMPTZ',
      recorded_at: 'TIMESTAMPTZ',
      occurred_day: 'DATE',
      digest: 'VARCHAR',
    },
    select: `j.city, j.case_id, j.case_seq, s.code, j.type, j.data ->> 'step', ${moment('j.occurred_at')}, ${moment('j.recorded_at')},
      ${day('j.occurred_at')}, encode(j.digest, 'hex')`,
    from: 'journal j JOIN source s ON s.id = j.source_id',
    key: ['j.city', 'j.case_id', 'j.case_seq'],
    at: 'j.occurred_at',
    counted: 'journal j',
  },
  {
    name: 'regions',
    columns: { code: 'VARCHAR', parent: 'VARCHAR', level: 'INTEGER', name_zh: 'VARCHAR', name_en: 'VARCHAR' },
    select: 'r.code::text, r.parent::text, r.level, r.name_zh, r.name_en',
    from: 'region r',
    key: ['r.code'],
    counted: 'region r',
  },
  {
    name: 'organs',
    columns: { code: 'VARCHAR', region: 'VARCHAR', name_zh: 'VARCHAR', name_en: 'VARCHAR' },
    select: `o.code, o.region::text, o.content -> 'name' ->> 'zh', o.content -> 'name' ->> 'en'`,
    from: 'organ o',
    key: ['o.id'],
    counted: 'organ o',
  },
];
