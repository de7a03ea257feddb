/** Carries every operation out both ways, compiled and by graphql-js, and keeps what differed. */
import { getOperationAST, Kind, print, type ExecutionResult, type GraphQLError, type GraphQLSchema } from 'graphql';
import { createContext, type DoorContext } from '../../src/graphql/context';
import { compiling, interpreted, type Execute } from '../../src/graphql/execution';

export interface BothExecutions {
  execute(schema: GraphQLSchema): Execute;
  /** Names of the operations that were carried out twice. */
  compared: string[];
  differences: { operation: string; compiled: string; interpreted: string }[];
}

/**
 * Answers with what the compiled code gave. A mutation is sent again only with an idempotency key, for then the second time is told what was
 * done the first time; without one it is carried out once and not compared.
 */
export function bothExecutions(): BothExecutions {
  const compared: string[] = [];
  const differences: BothExecutions['differences'] = [];
  return {
    compared,
    differences,
    execute(schema) {
      const [compiled, plain] = [compiling(schema, { fromUse: 1 }), interpreted(schema)];
      return async (operation) => {
        const asked = getOperationAST(operation.document, operation.operationName);
        const result = await compiled(operation);
        const keyed = asked && `${print(asked)} ${JSON.stringify(operation.variableValues ?? {})}`.includes('idempotencyKey');
        if (!asked || (asked.operation === 'mutation' && !keyed)) return result;
        const context = operation.contextValue as DoorContext;
        const again = async (execute: Execute) => written(await execute({ ...operation, contextValue: createContext(context.desk, context) }));
        // A first answer is kept as JSON and comes back as such: both are told it again.
        const [one, two] = [asked.operation === 'mutation' ? await again(compiled) : written(result), await again(plain)];
        const names = asked.selectionSet.selections.map((selection) => (selection.kind === Kind.FIELD ? selection.name.value : '...'));
        const name = `${asked.operation} ${asked.name?.value ?? ''} { ${names.join(' ')} }`;
        compared.push(name);
        if (one !== two) differences.push({ operation: name, compiled: one, interpreted: two });
        return result;
      };
    },
  };
}

/** As it would be sent, with what the door looks at before it is. */
function written({ data, errors }: ExecutionResult): string {
  const shown = (error: GraphQLError) => ({
    ...error.toJSON(),
    thrown: error.originalError && [error.originalError.name, error.originalError.message],
    path: error.path,
  });
  return JSON.stringify({ errors: errors?.map(shown), data });
}
