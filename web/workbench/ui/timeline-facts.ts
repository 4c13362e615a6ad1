/** What an event's data says beyond its title, for people; numbers and keys for machines stand in the record alone. */
const elsewhere = new Set([
  // in the headline
  'actor',
  'post',
  'step',
  'title',
  'item',
  // for machines
  'personId',
  // of applications: numbers of what is sealed, files, places of other cases; told beside, by the part's own section
  'form',
  'text',
  'files',
  'parent',
  'parts',
  'city',
  'id',
  'correction',
  'alertKey',
  'issuer',
  'limits',
  'rung',
  'fellDueAt',
]);

/** Of a platform whose page tells the rest beside: the facts that belong into the history. */
const alone: Record<string, ReadonlySet<string>> = {
  hotline: new Set([
    'stage',
    'reason',
    'answer',
    'note',
    'days',
    'person',
    'instruction',
    'handler',
    'approver',
    'result',
  ]),
};

export interface TimelineFact {
  name: string;
  /** A text, a number, or a word with a name of its own, such as a level. */
  value: string;
}

/** The facts of an event's data that are told to people, as texts. */
export function timelineFacts(data: Record<string, unknown>, type = ''): TimelineFact[] {
  const only = alone[type.slice(0, type.indexOf('.'))];
  return Object.entries(data).flatMap(([name, value]) => {
    if (elsewhere.has(name) || (only && !only.has(name))) return [];
    // The files themselves are listed beside; here only how many came with the act.
    const text = name === 'attachments' && Array.isArray(value) ? String(value.length) : asText(value);
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

/** Recorded more than this after it happened: worth saying. */
const noticeableDelay = 5 * 60_000;

interface Recorded {
  occurredAt: string;
  recordedAt: string;
}

/** Whether a record was written down noticeably later than it happened. */
export const isDelayed = ({ occurredAt, recordedAt }: Recorded): boolean =>
  Date.parse(recordedAt) - Date.parse(occurredAt) > noticeableDelay;

/** Whether most records came afterwards, as from an import of a history; said once then, not at each of them. */
export const isHistory = (entries: readonly Recorded[]): boolean =>
  entries.filter(isDelayed).length * 2 > entries.length;
