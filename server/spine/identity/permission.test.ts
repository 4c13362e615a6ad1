import { describe, expect, test } from 'vitest';
import type { HeldGrant } from '#spine/identity/principal';
import { admission, covers, may, reachOf, rolesOver } from './permission.ts';
import { principalWith } from '../../../tests/support/principals.ts';

const county = 370102000000;
const grant = (role: HeldGrant['role'], organId: number | null, region: number): HeldGrant => ({
  role,
  organId,
  region,
});
const of = (...grants: HeldGrant[]) => principalWith(grants);

describe('how far somebody reaches', () => {
  test('given nobody, or somebody without grants, then nothing', () => {
    const nothing = { everything: false, regions: [], organs: [], own: false };
    expect(reachOf(null, 'cases.read')).toEqual(nothing);
    expect(reachOf(of(), 'cases.read')).toEqual(nothing);
    expect(reachOf(of(grant('auditor', null, 370000000000)), 'cases.read')).toEqual(nothing);
    expect(covers(nothing, { organId: 1, region: county, own: true })).toBe(false);
  });

  test.each([
    [370000000000, '37'],
    [370100000000, '3701'],
    [county, '370102'],
    [370102001000, '370102001'],
    [370102001002, '370102001002'],
  ])('given supervision of %d, then the prefix %s and all below it', (region, prefix) => {
    const reach = reachOf(of(grant('supervision-officer', 9, region)), 'alerts.read');
    expect(reach.regions).toEqual([prefix]);
    expect(covers(reach, { organId: 1, region })).toBe(true);
    expect(covers(reach, { organId: 9, region: 371602001002 })).toBe(prefix === '37');
  });

  test('given a grant that is narrower than its organ, then what the organ does elsewhere is outside', () => {
    const clerk = of(grant('handler', 1, 370102001000));
    expect(may(clerk, 'cases.read', { organId: 1, region: 370102001002 })).toBe(true);
    expect(may(clerk, 'cases.read', { organId: 1, region: county })).toBe(false);
    expect(may(clerk, 'cases.read', { organId: 2, region: 370102001000 })).toBe(false);
  });

  test.each([
    ['an organ for a role by organ', grant('handler', null, county)],
    ['a division', grant('supervision-officer', 1, 0)],
    ['a division that is one', grant('supervision-officer', 1, 37)],
  ])('given a grant without %s, then it gives nothing', (_, one) => {
    expect(may(of(one), 'cases.read', { organId: 1, region: county })).toBe(false);
  });

  test('given several grants, then their union, and what lies in something wider is left out', () => {
    const reach = reachOf(
      of(
        grant('supervision-officer', 1, county),
        grant('supervision-head', 2, 370100000000),
        grant('handler', 3, county),
        grant('handler', 3, 370202000000),
        grant('reviewer', 3, 370202000000),
      ),
      'cases.read',
    );
    expect(reach).toEqual({
      everything: false,
      regions: ['3701'],
      organs: [{ organId: 3, region: '370202' }],
      own: false,
    });
  });

  test('given a citizen, then what is their own and nothing else', () => {
    const citizen = of(grant('citizen', null, 370000000000));
    expect(may(citizen, 'cases.read', { organId: 1, region: county, own: true })).toBe(true);
    expect(may(citizen, 'cases.read', { organId: 1, region: county })).toBe(false);
    expect(may(citizen, 'alerts.read', { organId: 1, region: county, own: true })).toBe(false);
  });

  test('given one person with roles at two organs, then each role counts at its own', () => {
    const both = of(grant('handler', 1, county), grant('approver', 2, county));
    expect([...rolesOver(both, 'cases.act', { organId: 1, region: county })]).toEqual(['handler']);
    expect([...rolesOver(both, 'cases.act', { organId: 2, region: county })]).toEqual(['approver']);
    expect([...rolesOver(both, 'cases.act', { organId: 3, region: county })]).toEqual([]);
  });
});

describe('the door', () => {
  const handler = of(grant('handler', 1, county));
  test.each([
    [null, 'everybody', 'in'],
    [null, 'source', 'in'],
    [null, 'signed-in', 'sign-in-needed'],
    [null, 'cases.read', 'sign-in-needed'],
    [null, undefined, 'sign-in-needed'],
    [of(), 'signed-in', 'in'],
    [of(), 'cases.read', 'forbidden'],
    [handler, 'cases.read', 'in'],
    [handler, 'audit.read', 'forbidden'],
    [handler, ['audit.read', 'cases.act'], 'in'],
    [handler, undefined, 'forbidden'],
  ] as const)('given %o and %o, then %s', (principal, access, answer) => {
    expect(admission(principal, access)).toBe(answer);
  });
});
