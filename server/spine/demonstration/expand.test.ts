import { beforeAll, describe, expect, it } from 'vitest';
import { item as itemSchema, organ as organSchema } from '#contract/catalogue';
import { isImplementationCode, isUnifiedCreditCode } from '#spine/catalogue/code-numbers';
import { type Division, readDivisions } from '#spine/regions/read-divisions';
import { isWithin } from '#spine/regions/region-codes';
import { readDemonstration } from './demonstration-data.ts';
import { type DemonstrationItem, expandItems } from './expand-items.ts';
import { type DemonstrationOrgan, evenly, expandOrgans } from './expand-organs.ts';

const data = readDemonstration();

describe('the organs and items of the demonstration', () => {
  const divisions: Division[] = [];
  let organs: DemonstrationOrgan[] = [];
  let items: DemonstrationItem[] = [];
  beforeAll(async () => {
    for await (const division of readDivisions()) divisions.push(division);
    organs = expandOrgans(data, divisions);
    items = expandItems(data, organs);
  });

  it('given the divisions, then windows, centres and points are as many as the mission counts', () => {
    const all = expandOrgans(data, divisions, data.organs.counts);
    const count = (level: string, kind: string) =>
      all.filter(({ division, organ }) => division.level === level && organ.kind === kind).length;
    expect(count('province', 'department')).toBe(43);
    expect(count('city', 'service-centre')).toBe(16);
    expect(count('county', 'service-centre')).toBe(130);
    expect(count('town', 'town-centre')).toBe(1516);
    expect(count('village', 'village-point')).toBe(34844);
  });

  it('given every organ, then its code is valid, its own, and its organ above exists', () => {
    const codes = new Set(organs.map(({ organ }) => organ.code));
    expect(codes.size).toBe(organs.length);
    for (const { organ, division } of organs) {
      if (!isUnifiedCreditCode(organ.code)) expect.unreachable(`${organ.code} has no valid check`);
      if (organ.parent !== undefined) {
        expect(codes.has(organ.parent), organ.name.zh).toBe(true);
        expect(organ.parent, organ.name.zh).not.toBe(organ.code);
      } else if (division.level === 'village') expect.unreachable(`${organ.name.zh} hangs below no centre`);
    }
  });

  it('given a sample of organs, then they have the form of the contract', () => {
    for (const { organ } of evenly(organs, 500)) expect(() => organSchema.parse(organ)).not.toThrow();
  });

  it('given every item, then it has the form of the contract and the codes of the standard', () => {
    for (const { item } of items) {
      const result = itemSchema.safeParse(item);
      if (!result.success) expect.unreachable(`${item.name.zh}: ${result.error.message}`);
      if (!isImplementationCode(item.code)) expect.unreachable(`${item.code} is no implementation code`);
    }
    expect(new Set(items.map(({ item }) => item.code)).size).toBe(items.length);
  });

  it('given items of one base code, then name, type and basis are the same at every level', () => {
    const seen = new Map<string, string>();
    for (const { item, template } of items) {
      const same = JSON.stringify([item.name, item.type, item.basis]);
      expect(seen.get(template.base) ?? same).toBe(same);
      seen.set(template.base, same);
    }
    expect(seen.size).toBe(data.items.items.length);
  });

  it('given every flow, then each step names posts that the organ has, and deciding is apart from reviewing', () => {
    for (const { item, organ } of items) {
      const posts = new Set(organ.organ.posts.map(({ code }) => code));
      for (const step of item.flow.steps) {
        expect((step.posts ?? []).filter((post) => posts.has(post))).not.toEqual([]);
        if (step.code === 'decide') expect(step.separateFrom).not.toEqual([]);
      }
    }
  });

  it('given the same data, then organs and items come out the same', () => {
    expect(expandOrgans(data, divisions)).toEqual(organs);
    expect(expandItems(data, organs)).toEqual(items);
  });

  it('given the five levels, then each has items, with whom they serve and what their form asks', () => {
    expect(new Set(items.map(({ item }) => item.level))).toEqual(new Set([2, 3, 4, 5, 6]));
    const services = data.items.items.filter(({ type }) => type !== '02');
    expect(services.length).toBeGreaterThanOrEqual(60);
    for (const { name, audiences, forms } of services)
      if (audiences.length === 0 || forms.length === 0) expect.unreachable(name.zh);
  });

  it('given a restaurant to open, then one item joins three organs, and one part may need a hearing', () => {
    const joint = items.filter(({ template }) => template.key === 'joint-restaurant');
    expect(joint.length).toBeGreaterThan(100);
    const byCode = new Map(items.map((one) => [one.item.code, one.item]));
    for (const { item } of joint) {
      const parts = item.parts!.map((part) => byCode.get(part.item)!);
      expect(new Set(parts.map(({ organ }) => organ)).size).toBe(3);
      expect(parts.some((part) => part.specialProcedures?.some(({ kind }) => kind === 'hearing'))).toBe(true);
    }
  });

  it('given a county, then its items lie at organs of that county', () => {
    const own = items.filter(({ organ }) => organ.division.code === '370102000000');
    expect(own).toHaveLength(data.plan.itemsPerOrganLevel.county ?? 0);
    for (const { item, organ } of own)
      expect(isWithin(organ.organ.region, '370102000000'), item.code).toBe(true);
  });
});
