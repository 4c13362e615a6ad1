import { ruleTable } from '#spine/alerts/rules/rule-table';

/** What a simulation counts of a rule: late by a limit, or irregular in any other way. */
export const kindOf = (rule: string): 'late' | 'irregular' =>
  ruleTable[rule]?.ruleClass === 1 ? 'late' : 'irregular';

/** Rules that noticed something about a case: under its own flow, and under the one that is tried. */
export interface ToldTwice {
  city: number;
  id: number;
  before: string[];
  after: string[];
}

/** Counts of cases, by rule and together. */
export class Effects {
  readonly late = { before: 0, after: 0 };
  readonly irregular = { before: 0, after: 0 };
  readonly #rules = new Map<string, { before: number; after: number; appeared: number; gone: number }>();

  add({ before, after }: Pick<ToldTwice, 'before' | 'after'>): void {
    for (const kind of ['late', 'irregular'] as const) {
      if (before.some((rule) => kindOf(rule) === kind)) this[kind].before += 1;
      if (after.some((rule) => kindOf(rule) === kind)) this[kind].after += 1;
    }
    for (const rule of new Set([...before, ...after])) {
      const counts = this.#rules.get(rule) ?? { before: 0, after: 0, appeared: 0, gone: 0 };
      const [was, is] = [before.includes(rule), after.includes(rule)];
      counts.before += Number(was);
      counts.after += Number(is);
      counts.appeared += Number(is && !was);
      counts.gone += Number(was && !is);
      this.#rules.set(rule, counts);
    }
  }

  /** By rule, those that change most first. */
  rules() {
    return [...this.#rules]
      .map(([rule, counts]) => ({ rule, kind: kindOf(rule), ...counts }))
      .sort((a, b) => b.appeared + b.gone - a.appeared - a.gone || b.after - a.after);
  }
}
