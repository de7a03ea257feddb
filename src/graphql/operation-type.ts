import { getOperationAST, type DocumentNode, type OperationTypeNode } from 'graphql';

/** Of the operation that would be executed; null where the document does not say which. */
export function operationType({ document, operationName }: { document: DocumentNode; operationName?: string | null }): `${OperationTypeNode}` | null {
  return getOperationAST(document, operationName)?.operation ?? null;
}
