import type { ClientBase, Pool } from 'pg';
import { calendarData } from '#contract/calendar';
import { item as itemSchema, organ as organSchema, type Item, type Organ } from '#contract/catalogue';
import { type CardPolicy, cardPolicy } from '#contract/clock';
import { parseKeptRules, type RuleParameters } from '#spine/alerts/rules/rule-parameters';
import type { RuleSetting } from '#spine/alerts/rules/rule-settings';
import { compileCalendar, type WorkingCalendar } from '#spine/calendar/working-days';

/** An organ with its key. */
export interface RegisteredOrgan extends Organ {
  id: number;
  regionCode: number;
  demonstration: boolean;
}

/** One version of an item with its keys. */
export interface RegisteredItem extends Item {
  id: number;
  version: number;
  demonstration: boolean;
}

/** Something that holds from an edition of the reference data on. */
export interface Edited<T> {
  edition: number;
  value: T;
}

/** Everything that has an edition; each list in the order of editions, oldest first. */
export interface ReferenceRows {
  edition: number;
  organs: Edited<RegisteredOrgan>[];
  items: Edited<RegisteredItem>[];
  calendars: Edited<WorkingCalendar>[];
  policies: Edited<CardPolicy>[];
  rules: Edited<RuleParameters>[];
  /** Decisions about rules that hold. */
  settings: Edited<RuleSetting>[];
}

export const noRows: ReferenceRows = {
  edition: 0,
  organs: [],
  items: [],
  calendars: [],
  policies: [],
  rules: [],
  settings: [],
};

type Queryable = Pool | ClientBase;

interface OrganRow {
  edition: number;
  id: number;
  region: number;
  content: unknown;
  demonstration: boolean;
}
interface ItemRow {
  edition: number;
  id: number;
  version: number;
  content: unknown;
  demonstration: boolean;
}
interface ContentRow {
  edition: number;
  code: string;
  content: unknown;
}

const toOrgan = ({ edition, content, id, region, demonstration }: OrganRow): Edited<RegisteredOrgan> => ({
  edition,
  value: { ...organSchema.parse(content), id, regionCode: region, demonstration },
});
const toItem = ({ edition, content, id, version, demonstration }: ItemRow): Edited<RegisteredItem> => ({
  edition,
  value: { ...itemSchema.parse(content), id, version, demonstration },
});

const organsText = `SELECT v.edition, o.id, v.region, v.content, o.demonstration FROM organ_version v JOIN organ o ON o.id = v.organ_id
  WHERE v.edition > $1 AND v.edition <= $2 ORDER BY v.edition, o.id`;
const itemsText = `SELECT v.edition, i.id, v.version, v.content, i.demonstration FROM item_version v JOIN item i ON i.id = v.item_id
  WHERE v.edition > $1 AND v.edition <= $2 ORDER BY v.edition, i.id, v.version`;
const contentText = (table: string) =>
  `SELECT edition, code, content FROM ${table} WHERE edition > $1 AND edition <= $2 ORDER BY edition, code, version`;

const settingsText = `SELECT v.edition, d.rule, d.active, d.parameters FROM rule_setting_version v JOIN rule_decision d ON d.id = v.decision_id
  WHERE v.edition > $1 AND v.edition <= $2 ORDER BY v.edition, d.id`;

/** The present edition of the reference data. */
export async function presentEdition(db: Queryable): Promise<number> {
  const { rows } = await db.query<{ n: number }>('SELECT n FROM edition');
  return rows[0]!.n;
}

/** What has come after an edition, up to the present one. Editions are never changed, so what is known stays as it is. */
export async function readRowsSince(db: Queryable, after: number): Promise<ReferenceRows> {
  const edition = await presentEdition(db);
  if (edition === after) return { ...noRows, edition };
  const range = [after, edition];
  const organs = await db.query<OrganRow>(organsText, range);
  const items = await db.query<ItemRow>(itemsText, range);
  const calendars = await db.query<ContentRow>(contentText('calendar_version'), range);
  const policies = await db.query<ContentRow>(contentText('policy_version'), range);
  const rules = await db.query<ContentRow>(contentText('rules_version'), range);
  const settings = await db.query<RuleSetting & { edition: number }>(settingsText, range);
  return {
    edition,
    organs: organs.rows.map(toOrgan),
    items: items.rows.map(toItem),
    calendars: calendars.rows.map((row) => ({
      edition: row.edition,
      value: compileCalendar(calendarData.parse(row.content)),
    })),
    policies: policies.rows.map((row) => ({ edition: row.edition, value: cardPolicy.parse(row.content) })),
    rules: rules.rows.map((row) => ({
      edition: row.edition,
      value: parseKeptRules(row.content, `rules ${row.code}`),
    })),
    settings: settings.rows.map(({ edition: of, ...value }) => ({ edition: of, value })),
  };
}

/** What is known and what came after it. Something that another reader added meanwhile is not added twice. */
export function mergeRows(known: ReferenceRows, added: ReferenceRows): ReferenceRows {
  const join = <T>(before: Edited<T>[], after: Edited<T>[]): Edited<T>[] => [
    ...before,
    ...after.filter((one) => one.edition > known.edition),
  ];
  return {
    edition: Math.max(known.edition, added.edition),
    organs: join(known.organs, added.organs),
    items: join(known.items, added.items),
    calendars: join(known.calendars, added.calendars),
    policies: join(known.policies, added.policies),
    rules: join(known.rules, added.rules),
    settings: join(known.settings, added.settings),
  };
}

/** The reference data as they stood in an edition. */
export function rowsUpTo(rows: ReferenceRows, edition: number): ReferenceRows {
  const cut = <T>(list: Edited<T>[]): Edited<T>[] => list.filter((one) => one.edition <= edition);
  return {
    edition,
    organs: cut(rows.organs),
    items: cut(rows.items),
    calendars: cut(rows.calendars),
    policies: cut(rows.policies),
    rules: cut(rows.rules),
    settings: cut(rows.settings),
  };
}
