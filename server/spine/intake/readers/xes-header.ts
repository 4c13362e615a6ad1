import type { SaxesTagPlain } from 'saxes';
import type { ReadLimits } from './limits.ts';
import type { ExtensionKeys } from './xes-extensions.ts';
import type { XesLog } from './xes-model.ts';
import type { XesReport } from './xes-report.ts';

type XmlAttributes = SaxesTagPlain['attributes'];

/** XML attributes that the schema of IEEE 1849 gives to each element. */
const schema: Record<string, { needs: string[]; may: string[] }> = {
  log: { needs: ['xes.version'], may: ['xes.features', 'xmlns'] },
  extension: { needs: ['name', 'prefix', 'uri'], may: [] },
  classifier: { needs: ['name', 'keys'], may: ['scope'] },
  global: { needs: [], may: ['scope'] },
  trace: { needs: [], may: [] },
  event: { needs: [], may: [] },
  values: { needs: [], may: [] },
};

/** Remarks on XML attributes that are missing from an element or that it does not have. */
export function checkXml(name: string, xml: XmlAttributes, line: number, report: XesReport): void {
  const rule = schema[name];
  if (!rule) return;
  for (const one of rule.needs)
    if (xml[one] === undefined) report.remark(line, 'xml-attribute-missing', { field: `${name} ${one}` });
  for (const one in xml)
    if (
      !rule.needs.includes(one) &&
      !rule.may.includes(one) &&
      !one.startsWith('xmlns:') &&
      !one.startsWith('xsi:')
    )
      report.remark(line, 'xml-attribute-unknown', { field: `${name} ${one}`, value: xml[one]! });
}

export function readLogElement(xml: XmlAttributes): XesLog {
  return {
    kind: 'log',
    version: xml['xes.version'],
    features: (xml['xes.features'] ?? '').split(/\s+/).filter(Boolean),
    extensions: [],
    classifiers: [],
    globals: { trace: new Map(), event: new Map() },
    attributes: new Map(),
    traces: 0,
    events: 0,
  };
}

export function readExtension(
  xml: XmlAttributes,
  log: XesLog,
  keys: ExtensionKeys,
  limits: ReadLimits,
): void {
  const { name, prefix, uri } = xml;
  if (name === undefined || prefix === undefined || uri === undefined) return;
  keys.declare(prefix);
  if (log.extensions.length < limits.declarations) log.extensions.push({ name, prefix, uri });
}

/** A classifier names keys that a global of its scope must declare, parted by spaces, quoted if they hold some. */
export function readClassifier(
  xml: XmlAttributes,
  line: number,
  log: XesLog,
  report: XesReport,
  limits: ReadLimits,
): void {
  const scope = readScope(xml, line, 'classifier', report);
  if (xml.name === undefined || xml.keys === undefined || !scope) return;
  const keys = [...xml.keys.matchAll(/'([^']*)'|(\S+)/g)].map((found) => found[1] ?? found[2]!);
  if (keys.length === 0)
    report.remark(line, 'classifier-keys', { field: xml.name, expected: 'at least one key' });
  for (const key of keys.slice(0, 100))
    if (!log.globals[scope].has(key))
      report.remark(line, 'classifier-keys', {
        field: xml.name,
        expected: `keys that a global of scope ${scope} declares`,
        value: key,
      });
  if (log.classifiers.length < limits.declarations) log.classifiers.push({ name: xml.name, scope, keys });
}

/** Scope of a global or classifier; the standard takes `event` where none is given. */
export function readScope(
  xml: XmlAttributes,
  line: number,
  element: string,
  report: XesReport,
): 'trace' | 'event' | undefined {
  const scope = xml.scope ?? 'event';
  if (scope === 'trace' || scope === 'event') return scope;
  report.loss(line, 'scope-unknown', 'attribute', 0, {
    field: `${element} scope`,
    expected: 'trace or event',
    value: scope,
  });
  return undefined;
}
