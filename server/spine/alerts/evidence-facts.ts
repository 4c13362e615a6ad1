import type { EvidenceFact } from '#contract/alerts';
import type { ItemContent } from '#contract/item-content';
import { ruleTable } from '#spine/alerts/rules/rule-table';

/** What a rule noted, in the words of the rule; a field that it has no word for goes by its own name. */
export function evidenceFacts(
  code: string,
  evidence: Record<string, unknown> | null,
  item: { contents?: readonly ItemContent[] },
): EvidenceFact[] {
  const rule = ruleTable[code];
  return Object.entries(evidence ?? {}).map(([field, value]) => ({
    label: rule?.evidence[field] ?? { zh: field, en: field },
    value: String(value),
    name: rule?.nameOf?.(field, String(value), item),
  }));
}
