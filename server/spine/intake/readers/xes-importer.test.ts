import { createReadStream, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { ProblemCode } from '#contract/import-problem';
import { logFolder, logsPresent, readAll } from './xes.fixture.ts';

const folder = `${logFolder}/xes_importer_tests`;

/** What must be reported of each file that its name calls wrong, and on which line. */
const wrong: Record<string, [line: number, code: ProblemCode]> = {
  attributeEventSwapped: [4, 'element-out-of-order'],
  attributeTraceSwapped: [4, 'element-out-of-order'],
  attributeValuesSwapped: [4, 'element-out-of-order'],
  booleanIncorrectValue: [13, 'value-invalid'],
  classifierAttributeSwapped: [7, 'element-out-of-order'],
  classifierEmptyKeys: [8, 'classifier-keys'],
  classifierEventSwapped: [9, 'element-out-of-order'],
  classifierIncorrectKey: [8, 'classifier-keys'],
  classifierIncorrectScope: [8, 'scope-unknown'],
  classifierNoAttributes: [8, 'xml-attribute-missing'],
  classifierTooManyAttributes: [8, 'xml-attribute-unknown'],
  classifierTraceSwapped: [7, 'element-out-of-order'],
  dateIncorrectValue: [13, 'date-invalid'],
  dateNoTZD: [13, 'date-without-zone'],
  elementIncorrect: [15, 'element-unknown'],
  eventIdenticalAttributes: [20, 'attribute-duplicate'],
  eventIncorrectType: [23, 'type-differs'],
  eventTooManyAttributes: [17, 'xml-attribute-unknown'],
  extensionAttributeSwapped: [3, 'element-out-of-order'],
  extensionClassifierSwapped: [6, 'element-out-of-order'],
  extensionEventSwapped: [3, 'element-out-of-order'],
  extensionGlobalSwapped: [3, 'element-out-of-order'],
  extensionIncorrectKey: [4, 'extension-key-unknown'],
  extensionNoAttributes: [2, 'xml-attribute-missing'],
  extensionNotDeclared: [5, 'extension-undeclared'],
  extensionTooManyAttributes: [2, 'xml-attribute-unknown'],
  extensionTraceSwapped: [3, 'element-out-of-order'],
  globalAttributeSwapped: [4, 'element-out-of-order'],
  globalClassifierSwapped: [7, 'element-out-of-order'],
  globalEventSwapped: [6, 'element-out-of-order'],
  globalIncorrectScope: [3, 'scope-unknown'],
  globalStringNoAttributes: [4, 'element-incomplete'],
  globalStringTooManyAttributes: [4, 'xml-attribute-unknown'],
  globalTooManyAttributes: [3, 'xml-attribute-unknown'],
  globalTraceSwapped: [4, 'element-out-of-order'],
  idIncorrectValue: [13, 'value-invalid'],
  intIncorrectValue: [13, 'value-invalid'],
  listNoValues: [13, 'list-without-values'],
  logNoAttributes: [1, 'xml-attribute-missing'],
  logOutOfPlace: [29, 'element-misplaced'],
  logTooManyAttributes: [1, 'xml-attribute-unknown'],
  noLog: [1, 'file-empty'],
  realIncorrectValue: [13, 'value-invalid'],
  stringNestedNotDeclared: [14, 'nested-undeclared'],
  stringNoAttributes: [9, 'element-incomplete'],
  stringTooManyAttributes: [9, 'xml-attribute-unknown'],
  traceEventSwapped: [3, 'element-out-of-order'],
  traceOutOfPlace: [29, 'element-misplaced'],
  traceTooManyAttributes: [14, 'xml-attribute-unknown'],
};

/** Attributes of the log that must be read from the files that their names call right. */
const right: Record<string, Record<string, unknown>> = {
  booleanCorrectValue: { expression: true },
  dateCorrectValue: { 'long ago': { civil: Date.UTC(2002, 4, 30, 9, 30, 10), offset: 0 } },
  eventCorrectAttributes: { 'concept:name': 'name' },
  idCorrectValue: { id: '550e8400-e29b-41d4-a716-446655440000' },
  intCorrectValue: { number: 0 },
  realCorrectValue: { number: 1 },
  stringCorrectAttributes: { 'concept:name': 'name' },
  stringNotNestedButDeclared: { 'concept:name': 'name' },
  traceCorrectAttributes: { 'concept:name': 'name' },
};

describe.skipIf(!logsPresent)('given the importer tests of pm4py (needs ../shared/data/eventlogs)', () => {
  const files = logsPresent ? readdirSync(folder).map((file) => file.replace('.xes', '')) : [];

  it('then there are 71 of them, and the table names only files that are there', () => {
    expect(files).toHaveLength(71);
    expect([...Object.keys(wrong), ...Object.keys(right)].filter((name) => !files.includes(name))).toEqual(
      [],
    );
  });

  it.each(files)('when %s is read then it ends in its values or in a report by line', async (name) => {
    const { problems, log } = await readAll(createReadStream(`${folder}/${name}.xes`));
    const expected = wrong[name];
    if (expected) expect(problems.map(({ line, code }) => [line, code])).toContainEqual(expected);
    else if (!name.startsWith('event')) expect(problems).toEqual([]);
    for (const [key, value] of Object.entries(right[name] ?? {}))
      expect(log!.attributes.get(key)!.value).toEqual(value);
    expect(log !== undefined || problems.some(({ scope }) => scope === 'file')).toBe(true);
  });

  it('when events are read then those of the trace have their values', async () => {
    const { traces } = await readAll(createReadStream(`${folder}/eventCorrectAttributes.xes`));
    expect(traces[0]!.events.map(({ attributes }) => attributes.get('org:resource')!.text)).toEqual([
      'name',
      'name',
    ]);
    expect(traces[0]!.attributes.get('role')!.text).toBe('name');
  });

  it('when a list has two values under one key then both are kept', async () => {
    const { log } = await readAll(createReadStream(`${folder}/listTwoValues.xes`));
    expect(log!.attributes.get('list')!.values!.map(({ text }) => text)).toEqual(['name1', 'name2']);
  });

  it('when a log declares the standard extensions then all seven are known', async () => {
    const { log } = await readAll(createReadStream(`${folder}/extensionStandard.xes`));
    expect(log!.extensions.map(({ prefix }) => prefix)).toContain('cost');
    expect(log!.extensions).toHaveLength(7);
  });
});
