import { describe, expect, it } from 'vitest';
import { needsOf } from './page-needs.ts';

describe('what a page of the workbench asks for', () => {
  it.each([
    ['/workbench', ['alerts.read']],
    ['/workbench/', ['alerts.read']],
    ['/workbench/alerts/3701-5', ['alerts.read']],
    ['/workbench/corrections/3701-5/notice', ['corrections.read']],
    ['/workbench/services/applications', ['cases.read']],
    ['/workbench/services/receive', ['cases.act']],
    ['/workbench/imports', ['imports.run']],
    ['/workbench/new-item', ['catalogue.edit']],
    ['/workbench/people/accounts/li.lei', ['people.read']],
    ['/workbench/people/events', ['audit.read']],
    ['/workbench/people/erasures', ['personal.erase', 'audit.read']],
    ['/workbench/catalogue', []],
    ['/workbench/catalogue/alerts', []],
    ['/workbench/services/windows/3701-1/A1', ['queue.call']],
    ['/workbench/services/points', []],
    ['/workbench/rules', []],
    ['/account', []],
  ])('given %s, then it is %s', (path, needs) => expect(needsOf(path)).toEqual(needs));
});
