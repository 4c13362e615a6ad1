import path from 'node:path';
import ts from 'typescript';
import { declaredIn, isFunction, within } from './declarations.ts';
import { moduleOf } from './sources.ts';

/** Texts that an expression may become, `{}` in the place of each value; and what could not be followed. */
export interface Found {
  texts: string[];
  /** Parameters that it is given by: the calls have to be looked at. */
  parameters: ts.ParameterDeclaration[];
  unseen: ts.Node[];
}

const nothing = (): Found => ({ texts: [], parameters: [], unseen: [] });
const only = (text: string): Found => ({ ...nothing(), texts: [text] });
const all = (found: Found[]): Found => ({
  texts: found.flatMap((one) => one.texts),
  parameters: found.flatMap((one) => one.parameters),
  unseen: found.flatMap((one) => one.unseen),
});

/** Follows expressions to the texts that they may be. */
export class TextFinder {
  /** What objects keep of themselves: the right side of every `this.name = …`. */
  readonly #kept = new Map<string, ts.Expression[]>();

  constructor(readonly sources: ReadonlyMap<string, ts.SourceFile>) {
    for (const source of sources.values())
      for (const node of within(source))
        if (isKeeping(node)) {
          const name = node.left.name.text;
          this.#kept.set(name, [...(this.#kept.get(name) ?? []), node.right]);
        }
  }

  textsOf(given: ts.Expression): Found {
    const node = bare(given);
    if (ts.isStringLiteralLike(node)) return only(node.text);
    if (node.kind === ts.SyntaxKind.NullKeyword) return nothing();
    if (ts.isTemplateExpression(node)) return this.#template(node);
    if (ts.isConditionalExpression(node))
      return all([this.textsOf(node.whenTrue), this.textsOf(node.whenFalse)]);
    if (ts.isBinaryExpression(node) && ['||', '??', '&&'].includes(node.operatorToken.getText()))
      return all([...(isAnd(node) ? [] : [this.textsOf(node.left)]), this.textsOf(node.right)]);
    if (isReckoned(node)) return nothing();
    if (ts.isIdentifier(node)) return node.text === 'undefined' ? nothing() : this.#named(node);
    if (ts.isCallExpression(node)) return this.#call(node);
    if (ts.isElementAccessExpression(node)) return this.#member(node.expression, undefined);
    if (ts.isPropertyAccessExpression(node)) return this.#property(node);
    return { ...nothing(), unseen: [node] };
  }

  /** What a name stands for: the declaration next around it, in this module or the one it comes from. */
  declarationOf(name: ts.Identifier): ts.Node | undefined {
    for (let scope: ts.Node | undefined = name.parent; scope; scope = scope.parent) {
      const found = declaredIn(scope, name.text);
      if (found) return found;
    }
    return this.#imported(name.getSourceFile(), name.text);
  }

  /** What a type of this module is another name for. */
  typeOf(reference: ts.TypeReferenceNode): ts.TypeNode | undefined {
    const { statements } = reference.getSourceFile();
    return statements
      .filter(ts.isTypeAliasDeclaration)
      .find((one) => one.name.text === reference.typeName.getText())?.type;
  }

  #imported(file: ts.SourceFile, name: string): ts.Node | undefined {
    for (const statement of file.statements) {
      if (!ts.isImportDeclaration(statement)) continue;
      const bindings = statement.importClause?.namedBindings;
      const one =
        bindings && ts.isNamedImports(bindings)
          ? bindings.elements.find((element) => element.name.text === name)
          : undefined;
      const from = one && moduleOf((statement.moduleSpecifier as ts.StringLiteral).text, file.fileName);
      const source = from === undefined ? undefined : this.sources.get(from);
      if (source) return declaredIn(source, (one!.propertyName ?? one!.name).text);
    }
    return undefined;
  }

  /** A value in a template is `{}`; where it chooses between words, each choice is a text of its own. */
  #template(node: ts.TemplateExpression): Found {
    let texts = [node.head.text];
    for (const span of node.templateSpans) {
      const value = bare(span.expression);
      const choices = ts.isConditionalExpression(value) ? this.textsOf(value).texts : ['{}'];
      texts = texts.flatMap((text) => choices.map((choice) => text + choice + span.literal.text));
    }
    return { ...nothing(), texts };
  }

  #named(name: ts.Identifier): Found {
    const declared = this.declarationOf(name);
    if (declared && ts.isParameter(declared)) return { ...nothing(), parameters: [declared] };
    if (declared && ts.isVariableDeclaration(declared) && declared.initializer)
      return this.textsOf(declared.initializer);
    if (declared && ts.isBindingElement(declared)) return this.#bound(declared);
    return { ...nothing(), unseen: [name] };
  }

  /** `{ expected }` was looked at where it was made; `[field, expected]` is in a list that a function gives. */
  #bound(element: ts.BindingElement): Found {
    const pattern = element.parent;
    if (ts.isObjectBindingPattern(pattern)) return nothing();
    const call = sourceOf(pattern);
    const maker = call && ts.isIdentifier(call.expression) && this.declarationOf(call.expression);
    if (!maker || !isFunction(maker)) return { ...nothing(), unseen: [element] };
    const index = pattern.elements.indexOf(element);
    const lists = [...within(maker)].filter(
      (node) =>
        ts.isArrayLiteralExpression(node) &&
        node.elements.length === pattern.elements.length &&
        !ts.isPropertyAccessExpression(node.parent),
    ) as ts.ArrayLiteralExpression[];
    return all(lists.map((list) => this.textsOf(list.elements[index]!)));
  }

  #call(node: ts.CallExpression): Found {
    const callee = node.expression;
    if (ts.isPropertyAccessExpression(callee) && callee.name.text === 'join') return only('{}');
    if (!ts.isIdentifier(callee)) return { ...nothing(), unseen: [node] };
    if (callee.text === 'String') return only('{}');
    const maker = this.declarationOf(callee);
    const made =
      maker && ts.isVariableDeclaration(maker) && maker.initializer ? bare(maker.initializer) : maker;
    if (!made || !isFunction(made) || !made.body) return { ...nothing(), unseen: [node] };
    if (!ts.isBlock(made.body)) return this.textsOf(made.body);
    const returned = [...within(made.body)].filter(ts.isReturnStatement);
    return all(returned.flatMap(({ expression }) => (expression ? [this.textsOf(expression)] : [])));
  }

  #property(node: ts.PropertyAccessExpression): Found {
    if (['expected', 'message'].includes(node.name.text)) return nothing();
    const found = this.#member(node.expression, node.name.text);
    if (found.unseen.length === 0) return found;
    const folder = folderOf(node);
    const kept = (this.#kept.get(node.name.text) ?? []).filter((one) => folderOf(one) === folder);
    return kept.length > 0 ? all(kept.map((one) => this.textsOf(one))) : { ...nothing(), unseen: [node] };
  }

  /** The texts under a key of an object that is written out, or under every key where it is not known. */
  #member(object: ts.Expression, key: string | undefined): Found {
    const literals = this.#objects(bare(object));
    if (literals.length === 0) return { ...nothing(), unseen: [object.parent] };
    return all(literals.flatMap((literal) => valuesOf(literal, key)).map((value) => this.textsOf(value)));
  }

  #objects(node: ts.Expression): ts.ObjectLiteralExpression[] {
    if (ts.isObjectLiteralExpression(node)) return [node];
    if (ts.isElementAccessExpression(node))
      return this.#objects(bare(node.expression))
        .flatMap((literal) => valuesOf(literal, undefined))
        .flatMap((value) => this.#objects(bare(value)));
    if (!ts.isIdentifier(node)) return [];
    const declared = this.declarationOf(node);
    return declared && ts.isVariableDeclaration(declared) && declared.initializer
      ? this.#objects(bare(declared.initializer))
      : [];
  }
}

const isKeeping = (node: ts.Node): node is ts.BinaryExpression & { left: ts.PropertyAccessExpression } =>
  ts.isBinaryExpression(node) &&
  node.operatorToken.kind === ts.SyntaxKind.EqualsToken &&
  ts.isPropertyAccessExpression(node.left) &&
  node.left.expression.kind === ts.SyntaxKind.ThisKeyword;

const folderOf = (node: ts.Node) => path.dirname(node.getSourceFile().fileName);

/** A number, under a name that texts have as well. */
const isReckoned = (node: ts.Expression) =>
  ts.isBinaryExpression(node) && ['/', '*', '-'].includes(node.operatorToken.getText());

const isAnd = (node: ts.BinaryExpression) => node.operatorToken.getText() === '&&';

const valuesOf = (literal: ts.ObjectLiteralExpression, key: string | undefined): ts.Expression[] =>
  literal.properties
    .filter(ts.isPropertyAssignment)
    .filter(({ name }) => key === undefined || (!ts.isComputedPropertyName(name) && name.text === key))
    .map(({ initializer }) => initializer);

/** Without brackets and what is said about types. */
function bare(node: ts.Expression): ts.Expression {
  return ts.isParenthesizedExpression(node) ||
    ts.isAsExpression(node) ||
    ts.isSatisfiesExpression(node) ||
    ts.isNonNullExpression(node)
    ? bare(node.expression)
    : node;
}

/** The call whose list an array pattern takes apart: `for (const [a, b] of call())`, `call().map(([a, b]) => …)`. */
function sourceOf(pattern: ts.ArrayBindingPattern): ts.CallExpression | undefined {
  const holder = pattern.parent;
  const around = holder.parent.parent;
  const list =
    ts.isVariableDeclaration(holder) && ts.isForOfStatement(around)
      ? around.expression
      : ts.isParameter(holder) &&
          ts.isCallExpression(around) &&
          ts.isPropertyAccessExpression(around.expression)
        ? around.expression.expression
        : undefined;
  return list && ts.isCallExpression(list) ? list : undefined;
}
