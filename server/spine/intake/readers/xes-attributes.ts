import type { SaxesTagPlain } from 'saxes';
import type { XesReport } from './xes-report.ts';
import { expectedOf, isUuid, valueOf, type XesAttribute, type XesType } from './xes-values.ts';

/** Reads the element of one attribute; a value that does not fit its type is reported and left undefined. */
export function readAttribute(
  type: XesType,
  xml: SaxesTagPlain['attributes'],
  line: number,
  report: XesReport,
): XesAttribute | undefined {
  const key = xml.key;
  const holds = type === 'list' || type === 'container';
  const text = xml.value ?? '';
  for (const one in xml)
    if (one !== 'key' && (one !== 'value' || holds))
      report.remark(line, 'xml-attribute-unknown', { field: `${type} ${one}`, value: xml[one]! });
  if (key === undefined || key === '') {
    report.loss(line, 'element-incomplete', 'attribute', 0, { field: `${type} key`, expected: 'a key' });
    return undefined;
  }
  if (holds) return { key, type, line, text: '', value: undefined };
  if (xml.value === undefined) {
    report.loss(line, 'element-incomplete', 'attribute', 0, {
      field: key,
      expected: `a value: ${expectedOf[type]}`,
    });
    return undefined;
  }
  return typed(key, type, line, text, report);
}

function typed(
  key: string,
  type: XesType,
  line: number,
  text: string,
  report: XesReport,
): XesAttribute | undefined {
  const value = valueOf(type, text);
  if (value === undefined) {
    const code = type === 'date' ? 'date-invalid' : 'value-invalid';
    report.loss(line, code, 'attribute', 0, { field: key, expected: expectedOf[type], value: text });
    return undefined;
  }
  if (type === 'id' && !isUuid(text))
    report.remark(line, 'value-invalid', { field: key, expected: expectedOf.id, value: text });
  if (typeof value !== 'object') return { key, type, line, text, value };
  if (value.offset === undefined)
    report.remark(line, 'date-without-zone', {
      field: key,
      expected: 'an offset; the zone of the map is taken',
    });
  return { key, type, line, text, value, time: value };
}
