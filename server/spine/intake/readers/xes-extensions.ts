import { ownText } from './own-text.ts';
import type { XesReport } from './xes-report.ts';

/** Keys of the extensions that IEEE 1849 clause 7 itself defines. */
const standardKeys: Record<string, readonly string[]> = {
  concept: ['name', 'instance'],
  lifecycle: ['model', 'transition', 'state'],
  org: ['resource', 'role', 'group'],
  time: ['timestamp'],
  semantic: ['modelReference'],
  identity: ['id'],
  cost: ['total', 'currency', 'drivers', 'amount', 'driver', 'type'],
};

/** Looks at each different key of a log once: is its extension declared, and does that extension have it? */
export class ExtensionKeys {
  private readonly prefixes = new Set<string>();
  private readonly seen = new Set<string>();

  declare(prefix: string): void {
    if (this.prefixes.size < 1_000) this.prefixes.add(ownText(prefix));
  }

  check(key: string, line: number, report: XesReport): void {
    if (this.seen.has(key)) return;
    if (this.seen.size < 10_000) this.seen.add(ownText(key));
    const colon = key.indexOf(':');
    if (colon <= 0) return;
    const prefix = key.slice(0, colon);
    if (!this.prefixes.has(prefix))
      report.remark(line, 'extension-undeclared', { field: prefix, expected: 'an extension element before' });
    const known = Object.hasOwn(standardKeys, prefix) ? standardKeys[prefix] : undefined;
    if (known && !known.includes(key.slice(colon + 1)))
      report.remark(line, 'extension-key-unknown', { field: key, expected: `one of ${known.join(', ')}` });
  }
}
