import type { z } from 'zod';
import type { AlertRow, alertFilter } from '#contract/alerts';
import { civilText } from '../../ui/moment.ts';
import { isWithin } from '../ui/region-within.ts';

export type AlertSearch = Partial<z.output<typeof alertFilter>>;

/**
 * Whether an alert that has just fired belongs to the list as it is filtered now. Dates are compared as civil
 * dates of the installation's time zone.
 */
export function belongs(row: AlertRow, search: AlertSearch, zone: string): boolean {
  const same = (name: 'organ' | 'item' | 'platform' | 'source' | 'rule' | 'caseNumber') =>
    search[name] === undefined || row[name] === search[name];
  const day = civilText(row.firedAt, zone, 'day');
  return (
    same('organ') &&
    same('item') &&
    same('platform') &&
    same('source') &&
    same('rule') &&
    (!search.ruleClass?.length || search.ruleClass.includes(row.ruleClass)) &&
    same('caseNumber') &&
    (search.region === undefined || isWithin(row.region, search.region)) &&
    (!search.level?.length || search.level.includes(row.level)) &&
    (!search.status?.length || search.status.includes(row.status)) &&
    (search.from === undefined || day >= search.from) &&
    (search.to === undefined || day <= search.to)
  );
}
