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
    ['/workbench/powers/penalties', ['cases.read']],
    ['/workbench/powers/new-penalty', ['cases.act']],
    ['/workbench/powers/seals/3701-1', ['cases.read']],
    ['/workbench/powers/stampings/3701-1/record', ['cases.read']],
    ['/workbench/imports', ['imports.run']],
    ['/workbench/new-item', ['catalogue.edit']],
    ['/workbench/people/accounts/li.lei', ['people.read']],
    ['/workbench/people/events', ['audit.read']],
    ['/workbench/catalogue', []],
    ['/workbench/catalogue/alerts', []],
    ['/workbench/services/windows/3701-1/A1', ['queue.call']],
    ['/workbench/services/points', []],
    ['/workbench/rules', []],
    ['/workbench/coverage', ['alerts.read']],
    ['/account', []],
    ['/workbench/people/erasures', ['personal.erase', 'audit.read']],
    ['/workbench/powers/flows', ['statistics.read']],
    // Whoever edits the catalogue comes here too, and sees no cases.
    ['/workbench/powers/flow/licence', []],
    ['/workbench/hotline/take', ['cases.act']],
    ['/workbench/hotline/rates', ['cases.read']],
  ])('given %s, then it is %s', (path, needs) => expect(needsOf(path)).toEqual(needs));
});
