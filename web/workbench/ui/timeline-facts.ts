/** What an event's data says beyond its title; actor, step and the like stand in the headline already. */
const inHeadline = new Set(['actor', 'post', 'step', 'title', 'item']);

/** The rest of an event's data as lines of text; nothing that is there is dropped. */
export function timelineFacts(data: Record<string, unknown>): { name: string; value: string }[] {
  return Object.entries(data).flatMap(([name, value]) => {
    if (inHeadline.has(name)) return [];
    const text = asText(value);
    return text === '' ? [] : [{ name, value: text }];
  });
}

function asText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.map(asText).filter(Boolean).join(', ');
  if (typeof value === 'object')
    return Object.entries(value)
      .map(([name, inner]) => `${name}: ${asText(inner)}`)
      .join('; ');
  return String(value);
}
