import ts from 'typescript';

/** Read only by the help pages, functions.json and the pane; a calculation never looks at them. */
const HELP_OF_FUNCTION = new Set(['description', 'examples', 'formula', 'sources', 'errors', 'unitBy']);
const HELP_OF_ARGUMENT = new Set(['description']);

/**
 * Leaves the help texts out of `defineFunction({…})` calls, for the bundle that Excel loads before anything calculates.
 * The definitions stay whole for every other use.
 */
export const stripHelpTexts: ts.TransformerFactory<ts.SourceFile> = (context) => (file) => {
  const { factory } = context;
  const without = (literal: ts.ObjectLiteralExpression, names: ReadonlySet<string>) =>
    literal.properties.filter(
      (property) => !(property.name && ts.isIdentifier(property.name) && names.has(property.name.text)),
    );

  const stripArguments = (value: ts.Expression): ts.Expression => {
    if (!ts.isArrayLiteralExpression(value)) return value;
    const elements = value.elements.map((argument) =>
      ts.isObjectLiteralExpression(argument)
        ? factory.createObjectLiteralExpression(without(argument, HELP_OF_ARGUMENT))
        : argument,
    );
    return factory.createArrayLiteralExpression(elements);
  };
  const stripDefinition = (definition: ts.ObjectLiteralExpression) =>
    factory.createObjectLiteralExpression(
      without(definition, HELP_OF_FUNCTION).map((property) =>
        ts.isPropertyAssignment(property) && ts.isIdentifier(property.name) && property.name.text === 'arguments'
          ? factory.createPropertyAssignment(property.name, stripArguments(property.initializer))
          : property,
      ),
    );

  const visit: ts.Visitor = (node) => {
    const isDefinition =
      ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === 'defineFunction';
    if (isDefinition && ts.isObjectLiteralExpression(node.arguments[0])) {
      return factory.updateCallExpression(node, node.expression, undefined, [stripDefinition(node.arguments[0])]);
    }
    return ts.visitEachChild(node, visit, context);
  };
  return ts.visitEachChild(file, visit, context);
};
