import { describe, expect, it } from 'vitest';
import { needOf } from './page-needs.ts';

describe('what a page of the workbench asks for', () => {
  it.each([
    ['/workbench', 'alerts.read'],
    ['/workbench/', 'alerts.read'],
    ['/workbench/alerts/3701-5', 'alerts.read'],
    ['/workbench/corrections/3701-5/notice', 'corrections.read'],
    ['/workbench/services/applications', 'cases.read'],
    ['/workbench/services/receive', 'cases.act'],
    ['/workbench/hotline/take', 'cases.act'],
    ['/workbench/hotline/rates', 'cases.read'],
    ['/workbench/imports', 'imports.run'],
    ['/workbench/new-item', 'catalogue.edit'],
    ['/workbench/people/accounts/li.lei', 'people.read'],
    ['/workbench/people/events', 'audit.read'],
    ['/workbench/catalogue', undefined],
    ['/workbench/catalogue/alerts', undefined],
    ['/workbench/services/windows/3701-1/A1', 'queue.call'],
    ['/workbench/services/points', undefined],
    ['/workbench/rules', undefined],
    ['/account', undefined],
  ])('given %s, then it is %s', (path, need) => expect(needOf(path)).toBe(need));
});
