import type { z } from 'zod';
import { Refusal } from '#base/errors';
import { firstIssue } from '#contract/fault';
import { contractTerms, holdingFacts, type ImportReport } from '#contract/services/assets';
import type { RegisteredOrgan } from '#spine/catalogue/registry';
import type { TableItem } from '#spine/intake/readers/table-model';
import { openPartCase } from '#spine/platform/open-part-case';
import type { Spine } from '#spine/spine';
import type { ContractState } from '../contracts/state.ts';
import type { HoldingState } from '../holdings/state.ts';
import { contractSigned, holdingRegistered } from '../open-cases.ts';
import { medianRent, ofVillage } from '../store.ts';
import { type Column } from './columns.ts';
import { contractColumns, holdingColumns } from './opening-columns.ts';
import { takeRows } from './take-rows.ts';

/** Whose village it is, and who registers. */
interface Registering {
  organ: RegisteredOrgan;
  actor: string;
}

function read<Schema extends z.ZodType>(schema: Schema, entry: unknown): z.output<Schema> {
  const { success, data, error } = schema.safeParse(entry);
  if (success) return data;
  throw new Refusal('field-invalid', firstIssue(error));
}

/** What a file would say of cases that are there, by their number. */
function told(states: readonly object[], columns: readonly Column[]): Map<string, Record<string, unknown>> {
  return new Map(
    states.map((state) => {
      const said = state as Record<string, unknown>;
      const cells = columns.map(({ field }) => [field, said[field]] as const);
      const entry = Object.fromEntries(cells.filter(([, value]) => value !== undefined && value !== ''));
      return [String(said.number), entry];
    }),
  );
}

/** Registers the contracts of a file; their numbers tell which are there already. */
export async function importContracts(
  spine: Spine,
  { organ, actor }: Registering,
  items: AsyncIterable<TableItem>,
): Promise<ImportReport> {
  const known = await ofVillage<ContractState>(spine.pool, 'services/contracts', organ.region);
  return takeRows(items, {
    columns: contractColumns,
    key: 'number',
    known: told(
      known.map(({ state }) => state),
      contractColumns,
    ),
    async take(entry) {
      const terms = read(contractTerms, entry);
      const median = await medianRent(spine.pool, terms.kind, Number(organ.region));
      await openPartCase(spine, contractSigned(organ, terms, median, actor));
    },
  });
}

/** Registers the assets of a file; their numbers tell which are there already. */
export async function importHoldings(
  spine: Spine,
  { organ, actor }: Registering,
  items: AsyncIterable<TableItem>,
): Promise<ImportReport> {
  const known = await ofVillage<HoldingState>(spine.pool, 'services/holdings', organ.region);
  return takeRows(items, {
    columns: holdingColumns,
    key: 'number',
    known: told(
      known.map(({ state }) => state),
      holdingColumns,
    ),
    async take(entry) {
      await openPartCase(spine, holdingRegistered(organ, read(holdingFacts, entry), actor));
    },
  });
}
