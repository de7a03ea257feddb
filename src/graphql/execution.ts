/**
 * How an operation is carried out: by graphql-js, or by code compiled for it (graphql-jit), which spends less on every field. Both answer the
 * same, byte for byte (test/graphql/compiled-execution.test.ts); what the compiler cannot do as graphql-js does it is left to graphql-js.
 */
import {
  execute,
  getNullableType,
  getOperationAST,
  getVariableValues,
  GraphQLError,
  Kind,
  parse,
  TypeInfo,
  valueFromAST,
  visit,
  visitWithTypeInfo,
  type ASTNode,
  type DocumentNode,
  type ExecutionArgs,
  type ExecutionResult,
  type GraphQLSchema,
  type NamedTypeNode,
  type OperationDefinitionNode,
} from 'graphql';
import { compileQuery, isCompiledQuery, type CompiledQuery } from 'graphql-jit';
import { JsonScalar } from '../../schema/kernel/scalars';

export type Operation = Pick<ExecutionArgs, 'document' | 'operationName' | 'variableValues' | 'contextValue'>;
export type Execute = (operation: Operation) => Promise<ExecutionResult> | ExecutionResult;

export interface Compiling {
  /** Compiled when it is asked for so many times: compiling pays only for what comes again, and nobody can make the server do it for nothing. */
  fromUse?: number;
  /** Operations kept; what was not used for longest goes first. */
  keep?: number;
}

export const interpreted =
  (schema: GraphQLSchema): Execute =>
  (operation) =>
    execute({ ...operation, schema });

interface Kept {
  uses: number;
  /** null: left to graphql-js. */
  compiled: CompiledQuery | null;
}

export function compiling(schema: GraphQLSchema, { fromUse = 3, keep = 500 }: Compiling = {}): Execute {
  const interpret = interpreted(schema);
  const kept = new Map<OperationDefinitionNode, Kept>();

  function compiledFor(document: DocumentNode, operation: OperationDefinitionNode): CompiledQuery | null {
    const known = kept.get(operation) ?? { uses: 0, compiled: null };
    known.uses += 1;
    if (known.uses === fromUse) known.compiled = compile(schema, document, operation);
    kept.delete(operation);
    kept.set(operation, known);
    if (kept.size > keep) kept.delete(kept.keys().next().value as OperationDefinitionNode);
    return known.compiled;
  }

  return (asked) => {
    const { document, operationName, variableValues, contextValue } = asked;
    const operation = getOperationAST(document, operationName);
    if (!operation || operation.operation === 'subscription') return interpret(asked);
    const compiled = compiledFor(document, operation);
    if (!compiled) return interpret(asked);
    const read = getVariableValues(schema, operation.variableDefinitions ?? [], variableValues ?? {}, { maxErrors: 50 });
    if (read.errors) return { errors: read.errors };
    const result = compiled.query(undefined, contextValue, read.coerced);
    return result instanceof Promise ? result.then((later) => located(later, document)) : located(result, document);
  };
}

/**
 * Compiled from a parse of its own, because the compiler leaves marks in the document and several operations may share one. The compiler's
 * reading of variables is not graphql-js's (it does not know defaults of required ones), so it is given what graphql-js has read, under types
 * that take everything as it is.
 */
function compile(schema: GraphQLSchema, document: DocumentNode, { name }: OperationDefinitionNode): CompiledQuery | null {
  const text = document.loc?.source.body;
  if (text === undefined || !isCompilable(schema, document)) return null;
  const untyped = visit(parse(text), { VariableDefinition: (definition) => ({ ...definition, type: ANYTHING, defaultValue: undefined }) });
  const compiled = compileQuery(schema, untyped, name?.value, { useExperimentalPathBasedSkipInclude: true });
  return isCompiledQuery(compiled) ? compiled : null;
}

const ANYTHING: NamedTypeNode = { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: JsonScalar.name } };

/**
 * The compiler writes names and literals into code. `__proto__`, as an alias a property like any other to graphql-js, means something else
 * there; and a literal that is read as an object (the bytes of a file) cannot be written down.
 */
function isCompilable(schema: GraphQLSchema, document: DocumentNode): boolean {
  const info = new TypeInfo(schema);
  let compilable = true;
  const look = (node: ASTNode): void => {
    if (node.kind === Kind.NAME && node.value === '__proto__') compilable = false;
    const type = node.kind === Kind.STRING ? info.getInputType() : undefined;
    if (node.kind === Kind.STRING && type && typeof valueFromAST(node, getNullableType(type)) === 'object') compilable = false;
  };
  visit(document, visitWithTypeInfo(info, { enter: look }));
  return compilable;
}

/** The compiled code keeps the places of an error, but not the source they are in. */
function located(result: ExecutionResult, document: DocumentNode): ExecutionResult {
  if (!result.errors) return result;
  const source = document.loc?.source;
  const starts = source ? lineStarts(source.body) : [];
  const errors = result.errors.map((error) => {
    const positions = (error.locations ?? []).map(({ line, column }) => (starts[line - 1] ?? 0) + column - 1);
    return new GraphQLError(error.message, { source, positions, path: error.path, originalError: error.originalError, extensions: error.extensions });
  });
  return { ...result, errors };
}

function lineStarts(text: string): number[] {
  return [0, ...[...text.matchAll(/\r\n|[\n\r]/g)].map((end) => end.index + end[0].length)];
}
