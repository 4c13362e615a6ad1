import { describe, expect, it } from 'vitest';
import { alertsApi } from '#contract/alerts';
import { casesApi } from '#contract/cases';
import { fromQuery, toQuery } from '../address.ts';
import { searchOf } from './search.ts';

describe('a filter in the address', () => {
  const alerts = searchOf(alertsApi.listAlerts);

  it('given an address with a list and a page, when read, then they have their types', () => {
    const search = alerts(fromQuery('?level=yellow,red&page=2&region=370100000000'));
    expect(search).toEqual({ level: ['yellow', 'red'], page: 2, region: '370100000000' });
    expect(toQuery(search)).toBe('?page=2&region=370100000000&level=yellow,red');
  });

  it('given values that do not fit, when read, then they alone are left out', () => {
    const raw = fromQuery('?level=purple&region=37&page=0&rule=OVERDUE');
    expect({ ...raw, ...alerts(raw) }).toEqual({ rule: 'OVERDUE' });
  });

  it('given defaults, when read, then the address stays short', () => {
    expect(toQuery(alerts(fromQuery('?page=1&pageSize=20&sort=newest')))).toBe('');
  });

  it('given what was read once, when read again, then it is the same', () => {
    const cases = searchOf(casesApi.listCases);
    const once = cases(fromQuery('?status=opened,paused&late=true&openedFrom=2026-01-05'));
    expect(cases(once)).toEqual(once);
    expect(once.status).toEqual(['opened', 'paused']);
  });
});
