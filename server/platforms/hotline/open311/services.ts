import type { GeoReportDefinition, GeoReportService } from '#contract/hotline/open311';
import { ticketKinds } from '#contract/hotline/ticket-names';
import { type Category, categoryTree, findCategory } from '../tickets/categories.ts';
import { GeoReportError } from './georeport-error.ts';

/** Chinese, unless a client asks for English first (RFC 9110, 12.5.4). */
export type Language = 'zh' | 'en';
export const languageOf = (accepted: string | undefined): Language =>
  /^\s*en\b/i.test(accepted ?? '') ? 'en' : 'zh';

const isParent = new Set(categoryTree.categories.map(({ parent }) => parent));
/**
 * The categories that stand under another and have none below. Emergencies are not for this interface, as the specification
 * says: whoever is in danger calls.
 */
const offered = categoryTree.categories.filter(
  ({ code, parent, emergency }) => parent !== undefined && !emergency && !isParent.has(code),
);

/** Refusal by the specification: 404 for a service that is not offered. */
export function getService(code: string): Category {
  const service = offered.find((one) => one.code === code);
  if (!service) throw new GeoReportError(404, `service_code ${code} was not found`);
  return service;
}

/** Kinds of a request that a client may name; praise and reports of violations go another way. */
const kinds = ['complaint', 'question', 'request', 'suggestion'] as const;
export type OfferedKind = (typeof kinds)[number];

export function listServices(language: Language): GeoReportService[] {
  return offered.map(({ code, name, parent }) => {
    const group = findCategory(parent!)?.name ?? name;
    return {
      service_code: code,
      service_name: name[language],
      description: `${group[language]} / ${name[language]}`,
      metadata: true,
      type: 'realtime',
      keywords: [name.zh, name.en, group.zh, group.en].join(', '),
      group: group[language],
    };
  });
}

const words = {
  kind: { zh: '诉求类型', en: 'What kind of request it is' },
  confidential: { zh: '是否对承办单位保密', en: 'Whether the handling organ may not learn who reports' },
  choose: { zh: '选择一项', en: 'Choose one' },
  yes: { zh: '是', en: 'Yes' },
  no: { zh: '否', en: 'No' },
};

/** What may be said of a request beside its description; none of it must. */
export function definitionOf(code: string, language: Language): GeoReportDefinition {
  getService(code);
  const list = (
    attribute: 'kind' | 'confidential',
    order: number,
    values: { key: string; name: { zh: string; en: string } }[],
  ) => ({
    variable: true,
    code: attribute,
    datatype: 'singlevaluelist' as const,
    required: false,
    datatype_description: words.choose[language],
    order,
    description: words[attribute][language],
    values: values.map(({ key, name }) => ({ key, name: name[language] })),
  });
  return {
    service_code: code,
    attributes: [
      list(
        'kind',
        1,
        kinds.map((key) => ({ key, name: ticketKinds[key] })),
      ),
      list('confidential', 2, [
        { key: 'no', name: words.no },
        { key: 'yes', name: words.yes },
      ]),
    ],
  };
}

/** Reads what a definition asks for. @throws GeoReportError 400 for an attribute or a value that it does not have */
export function readAttributes(attributes: ReadonlyMap<string, readonly string[]>): {
  kind: OfferedKind;
  confidential: boolean;
} {
  const faults: string[] = [];
  const one = <T extends string>(name: string, allowed: readonly T[], otherwise: T): T => {
    const [value = otherwise, ...more] = attributes.get(name) ?? [];
    if (more.length === 0 && (allowed as readonly string[]).includes(value)) return value as T;
    faults.push(`attribute[${name}] is one of ${allowed.join(', ')}`);
    return otherwise;
  };
  const kind = one('kind', kinds, 'request');
  const confidential = one('confidential', ['yes', 'no'], 'no') === 'yes';
  for (const name of attributes.keys())
    if (name !== 'kind' && name !== 'confidential')
      faults.push(`attribute[${name}] is not in the definition`);
  if (faults.length > 0) throw new GeoReportError(400, ...faults);
  return { kind, confidential };
}
