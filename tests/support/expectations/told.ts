import ts from 'typescript';
import { within } from './declarations.ts';
import { readSources } from './sources.ts';
import { type Found, TextFinder } from './texts.ts';

/** A text that a caller may be told, and one place where it is written. */
export interface Told {
  text: string;
  place: string;
}

/** Of zod: what takes its message after a value, always… */
const checks = ['regex', 'refine', 'check'];
/** …and what other objects have as well, so that only what is written out as a text counts. */
const bounds =
  'min max length gt gte lt lte size multipleOf startsWith endsWith includes enum literal union array';
/** What takes its message first: `z.iso.date('a date such as …')`. */
const schemas = /^z(\.iso|\.coerce)?\.(?!(\w*[oO]bject|literal|discriminatedUnion)\b)\w+$/;
const signs = ['int', 'positive', 'nonnegative', 'negative', 'nonpositive', 'nonempty'];

const place = (node: ts.Node) => {
  const file = node.getSourceFile();
  return `${file.fileName}:${file.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;
};

/**
 * Every text that is given as `expected` of a refusal or as message of a schema, by what is written in the source.
 * @param silent modules whose texts reach no caller
 * @returns the texts, `{}` for each value, and places whose text could not be found by reading
 */
export function toldExpectations(silent: readonly string[]): { told: Told[]; unseen: string[] } {
  const sources = readSources();
  const finder = new TextFinder(sources);
  const told = new Map<string, string>();
  const unseen = new Set<string>();
  const parameters = new Set<ts.ParameterDeclaration>();
  const take = (expression: ts.Expression) => {
    const found: Found = finder.textsOf(expression);
    for (const text of found.texts) if (!told.has(text)) told.set(text, place(expression));
    for (const node of found.unseen) unseen.add(`${place(node)} ${node.getText()}`);
    for (const one of found.parameters) parameters.add(one);
  };
  const nodes = [...sources.values()]
    .filter(({ fileName }) => !silent.some((one) => fileName.startsWith(one)))
    .flatMap((file) => [...within(file)]);
  for (const node of nodes) for (const expression of givenIn(node)) take(expression);
  for (const node of nodes)
    if (ts.isParameter(node) && isExpectation(node) && !ts.isFunctionTypeNode(node.parent))
      parameters.add(node);
  const calls = nodes.filter((node) => ts.isCallExpression(node) || ts.isNewExpression(node));
  for (const call of calls) {
    const given = argumentOfCallback(call, finder);
    if (given) take(given);
  }
  // The set grows while it is gone through: a caller may pass on what it was given itself.
  for (const parameter of parameters)
    for (const call of calls) {
      const given = argumentFor(parameter, call, finder);
      if (given) take(given);
    }
  return { told: [...told].map(([text, place]) => ({ text, place })), unseen: [...unseen].sort() };
}

/** Expressions in this very node that are an expectation. */
function givenIn(node: ts.Node): ts.Expression[] {
  if (ts.isPropertyAssignment(node) && ts.isIdentifier(node.name) && node.name.text === 'expected')
    return isSchema(node.initializer) ? [] : [node.initializer];
  if (ts.isShorthandPropertyAssignment(node) && node.name.text === 'expected') return [node.name];
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return [];
  const [first, second] = node.arguments;
  const called = node.expression.name.text;
  if (called === 'addIssue' && first) return messageIn(first);
  if (checks.includes(called) && second) return messageIn(second);
  if (bounds.split(' ').includes(called) && second && isWritten(second)) return messageIn(second);
  const takesFirst = schemas.test(node.expression.getText().replaceAll(/\s/g, '')) || signs.includes(called);
  return takesFirst && first && isWritten(first) ? messageIn(first) : [];
}

/** `z.string()` under the name `expected` is a contract, not a text. */
const isSchema = (node: ts.Expression) => node.getText().startsWith('z.');

const isWritten = (node: ts.Expression) =>
  ts.isStringLiteralLike(node) || ts.isTemplateExpression(node) || isOptions(node);

/** `{ message }` or `{ error }` and nothing that a schema could be made of. */
const isOptions = (node: ts.Expression) =>
  ts.isObjectLiteralExpression(node) &&
  node.properties.some((one) => ['message', 'error'].includes(one.name?.getText() ?? '')) &&
  !node.properties.some((one) => ts.isPropertyAssignment(one) && isSchema(one.initializer));

function messageIn(argument: ts.Expression): ts.Expression[] {
  if (!ts.isObjectLiteralExpression(argument)) return [argument];
  return argument.properties.flatMap((one) => {
    const isMessage = one.name && ts.isIdentifier(one.name) && ['message', 'error'].includes(one.name.text);
    if (isMessage && ts.isPropertyAssignment(one)) return [one.initializer];
    return isMessage && ts.isShorthandPropertyAssignment(one) ? [one.name] : [];
  });
}

/** What a call gives for a parameter, if it calls the function that the parameter belongs to. */
function argumentFor(
  parameter: ts.ParameterDeclaration,
  call: ts.CallExpression | ts.NewExpression,
  finder: TextFinder,
): ts.Expression | undefined {
  const called = parameter.parent;
  const index = called.parameters.indexOf(parameter);
  const callee = call.expression;
  const meant = ts.isIdentifier(callee) ? finder.declarationOf(callee) : undefined;
  const isMeant =
    meant === called ||
    (meant && ts.isVariableDeclaration(meant) && meant.initializer === called) ||
    (meant &&
      ts.isClassDeclaration(meant) &&
      ts.isConstructorDeclaration(called) &&
      called.parent === meant) ||
    isMethodCall(callee, called);
  return isMeant ? call.arguments?.[index] : undefined;
}

const isExpectation = ({ name }: ts.ParameterDeclaration) => name.getText() === 'expected';

/** What a function that came as a parameter is given as `expected`, as its type says. */
function argumentOfCallback(
  { expression, arguments: given }: ts.CallExpression | ts.NewExpression,
  finder: TextFinder,
): ts.Expression | undefined {
  const declared = ts.isIdentifier(expression) ? finder.declarationOf(expression) : undefined;
  const type = declared && ts.isParameter(declared) ? declared.type : undefined;
  const alias = type && ts.isTypeReferenceNode(type) ? finder.typeOf(type) : type;
  if (!alias || !ts.isFunctionTypeNode(alias)) return undefined;
  const index = alias.parameters.findIndex(isExpectation);
  return index < 0 ? undefined : given?.[index];
}

/** A method is taken for called where one of its name is, in its own module. */
const isMethodCall = (callee: ts.Expression, called: ts.Node) =>
  ts.isMethodDeclaration(called) &&
  ts.isPropertyAccessExpression(callee) &&
  callee.name.text === called.name.getText() &&
  callee.getSourceFile() === called.getSourceFile();
