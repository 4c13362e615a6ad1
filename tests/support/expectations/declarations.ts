import ts from 'typescript';

type Functions = ts.FunctionDeclaration | ts.ArrowFunction | ts.FunctionExpression | ts.MethodDeclaration;

/** Every node below, itself included. */
export function* within(node: ts.Node): Generator<ts.Node> {
  yield node;
  const children: ts.Node[] = [];
  ts.forEachChild(node, (child) => void children.push(child));
  for (const child of children) yield* within(child);
}

export const isFunction = (node: ts.Node): node is Functions =>
  ts.isFunctionDeclaration(node) ||
  ts.isArrowFunction(node) ||
  ts.isFunctionExpression(node) ||
  ts.isMethodDeclaration(node);

/** What declares `name` in this very scope: a parameter, a variable, a part of a pattern, a function or a class. */
export function declaredIn(scope: ts.Node, name: string): ts.Node | undefined {
  const named = (node: { name?: ts.Node }) =>
    node.name && ts.isIdentifier(node.name) && node.name.text === name;
  const inPattern = (node: ts.BindingName): ts.Node | undefined =>
    ts.isIdentifier(node)
      ? undefined
      : (node.elements as readonly ts.ArrayBindingElement[])
          .filter(ts.isBindingElement)
          .map((element) => (named(element) ? element : inPattern(element.name)))
          .find(Boolean);
  const variables = (list: ts.VariableDeclarationList) =>
    list.declarations.map((one) => (named(one) ? one : inPattern(one.name))).find(Boolean);
  if (isFunction(scope) || ts.isConstructorDeclaration(scope))
    return scope.parameters.map((one) => (named(one) ? one : inPattern(one.name))).find(Boolean);
  if (ts.isForOfStatement(scope) && ts.isVariableDeclarationList(scope.initializer))
    return variables(scope.initializer);
  if (!ts.isBlock(scope) && !ts.isSourceFile(scope)) return undefined;
  for (const statement of scope.statements) {
    if (ts.isVariableStatement(statement)) {
      const found = variables(statement.declarationList);
      if (found) return found;
    }
    if ((ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement)) && named(statement))
      return statement;
  }
  return undefined;
}
