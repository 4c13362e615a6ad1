import { z } from 'zod';

/** What may be wrong with a file, a case, a row or a value of an import, with its two titles. */
export const problemTitles = {
  'file-empty': { zh: '文件为空', en: 'The file is empty' },
  'file-truncated': { zh: '文件不完整', en: 'The file breaks off' },
  'file-too-large': { zh: '文件过大', en: 'The file is too large' },
  'gzip-damaged': { zh: '压缩文件已损坏', en: 'The compressed file is damaged' },
  'unpacked-too-large': { zh: '压缩比异常', en: 'The file unpacks to far more than it should' },
  'encoding-unknown': { zh: '字符编码未知', en: 'The character encoding is not known' },
  'encoding-invalid': { zh: '字符编码错误', en: 'The bytes are not valid text' },
  'xml-malformed': { zh: 'XML 格式错误', en: 'The XML is not well-formed' },
  'xml-doctype': { zh: '不接受文档类型声明和实体', en: 'Document types and entities are not accepted' },
  'xml-too-long': { zh: '单个标记过长', en: 'One piece of markup is too long' },
  'xml-too-deep': { zh: '嵌套过深', en: 'The nesting is too deep' },
  'root-not-log': { zh: '根元素不是 log', en: 'The root element is not log' },
  'element-unknown': { zh: '元素未知', en: 'The element is not known' },
  'element-misplaced': { zh: '元素位置错误', en: 'The element stands where it must not' },
  'element-out-of-order': { zh: '元素次序与标准不同', en: 'The element comes later than the standard says' },
  'element-incomplete': { zh: '元素缺少属性', en: 'The element lacks an attribute' },
  'text-ignored': { zh: '标记之间的文字被忽略', en: 'Text between elements is not read' },
  'xml-attribute-missing': { zh: '缺少 XML 属性', en: 'An XML attribute is missing' },
  'xml-attribute-unknown': { zh: 'XML 属性未知', en: 'An XML attribute is not known' },
  'attribute-duplicate': { zh: '属性重复', en: 'The key stands twice' },
  'attributes-too-many': { zh: '属性过多', en: 'There are too many attributes' },
  'value-invalid': { zh: '值与类型不符', en: 'The value does not fit its type' },
  'value-too-long': { zh: '值过长', en: 'The value is too long' },
  'type-differs': { zh: '类型与全局声明不同', en: 'The type differs from the global declaration' },
  'nested-undeclared': {
    zh: '使用了未声明的嵌套属性',
    en: 'Nested attributes are used without being declared',
  },
  'scope-unknown': { zh: '作用域未知', en: 'The scope is not known' },
  'classifier-keys': { zh: '分类器的键不正确', en: 'The keys of the classifier are not right' },
  'extension-undeclared': { zh: '扩展未声明', en: 'The extension is not declared' },
  'extension-key-unknown': { zh: '扩展中没有该键', en: 'The extension does not have this key' },
  'list-without-values': { zh: '列表缺少 values 元素', en: 'The list has no values element' },
  'more-remarks': { zh: '其余提示从略', en: 'Further remarks are left out' },
  'event-without-trace': { zh: '事件不属于任何轨迹', en: 'The event belongs to no trace' },
  'trace-too-large': { zh: '单个轨迹过大', en: 'The trace is too large' },
  'date-invalid': { zh: '日期无法读取', en: 'The date cannot be read' },
  'date-out-of-range': { zh: '日期超出范围', en: 'The date is out of range' },
  'date-without-zone': { zh: '时间没有时区', en: 'A time carries no zone' },
  'row-ragged': { zh: '列数与表头不符', en: 'The number of fields differs from the header' },
  'row-too-long': { zh: '行过长', en: 'The row is too long' },
  'quote-misplaced': { zh: '引号使用错误', en: 'A quote stands where it must not' },
  'quote-not-closed': { zh: '引号未闭合', en: 'A quote is never closed' },
  'header-missing': { zh: '缺少表头', en: 'There is no header row' },
  'column-missing': { zh: '缺少列', en: 'A column of the mapping is missing' },
  'column-duplicate': { zh: '列名重复', en: 'The column name stands twice' },
  'sheet-missing': { zh: '找不到工作表', en: 'The sheet is not there' },
  'workbook-unreadable': { zh: '工作簿无法读取', en: 'The workbook cannot be read' },
  'cell-error': { zh: '单元格含错误值', en: 'The cell holds an error' },
  'number-imprecise': {
    zh: '数字超过 15 位，已失真',
    en: 'A number of more than 15 digits has lost its last ones',
  },
  'case-number-missing': { zh: '缺少办件编号', en: 'The case number is missing' },
  'case-without-times': { zh: '办件没有任何时间', en: 'The case has no time at all' },
  'cases-too-many': { zh: '办件过多，请按办件排序', en: 'There are too many cases in mixed order' },
  'time-missing': { zh: '缺少时间', en: 'The time is missing' },
  'step-missing': { zh: '缺少步骤', en: 'The step is missing' },
  'closed-before-opened': { zh: '办结早于收件', en: 'It was closed before it was opened' },
  'code-unmapped': { zh: '值未能对应到代码', en: 'The value has no code in the mapping' },
} as const satisfies Record<string, { zh: string; en: string }>;

export type ProblemCode = keyof typeof problemTitles;

/** How much was left out because of a problem; `nothing` is a remark, all was read. */
export const problemScopes = ['file', 'case', 'event', 'attribute', 'nothing'] as const;
export type ProblemScope = (typeof problemScopes)[number];

/** One entry of the report of refused rows. */
export const rowProblem = z.object({
  /** Line of the file, or number of the row in a workbook; counted from 1. */
  line: z.number().int().min(0),
  code: z.enum(Object.keys(problemTitles) as [ProblemCode, ...ProblemCode[]]),
  scope: z.enum(problemScopes),
  /** Events or rows of the file that were left out because of it; their sum is what was refused. */
  rows: z.number().int().min(0),
  field: z.string().optional(),
  expected: z.string().optional(),
  /** What stood there, at most 80 characters of it. */
  value: z.string().max(80).optional(),
});
export type RowProblem = z.infer<typeof rowProblem>;
