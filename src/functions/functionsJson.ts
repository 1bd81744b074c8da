import { describeArgument } from './argumentTexts';
import type { FunctionDefinition } from './definition';
import { helpPagePath } from './helpPages';

export interface FunctionsJson {
  /** Formatted numbers and error values reach the adapter, which says what to do about them. */
  readonly allowCustomDataForDataTypeAny: true;
  readonly allowErrorForDataTypeAny: true;
  readonly functions: readonly FunctionMetadata[];
}
interface FunctionMetadata {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly helpUrl: string;
  readonly parameters: readonly ParameterMetadata[];
  readonly result: { readonly type: 'any'; readonly dimensionality: 'matrix' };
}
interface ParameterMetadata {
  readonly name: string;
  readonly description: string;
  readonly type: 'any';
  readonly dimensionality: 'matrix';
  readonly optional?: true;
}

/**
 * What Excel is told about the functions. Everything is `any` and a matrix: Excel would answer a bare #VALUE! to a text
 * in a number parameter before our sentence could be shown, and a range would not reach us as a range.
 */
export function functionsJson(definitions: readonly FunctionDefinition[], baseUrl: string): FunctionsJson {
  const base = baseUrl.replace(/\/+$/, '');
  return {
    allowCustomDataForDataTypeAny: true,
    allowErrorForDataTypeAny: true,
    functions: definitions.map((definition) => ({
      id: definition.id,
      name: definition.id,
      description: definition.description,
      helpUrl: `${base}/${helpPagePath(definition)}`,
      parameters: definition.arguments.map((argument) => ({
        name: argument.name,
        description: describeArgument(argument),
        type: 'any',
        dimensionality: 'matrix',
        ...(argument.optional ? { optional: true } : {}),
      })),
      result: { type: 'any', dimensionality: 'matrix' },
    })),
  };
}
