/** The example operations, each with its fragments and under names that a project has only once. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Kind, parse, print, visit, type DocumentNode, type OperationDefinitionNode } from 'graphql';
import { PACKAGE_FOLDER } from '../../../src/package-folder';

export interface ExampleDocument {
  /** As in the examples: `MyInbox`. */
  name: string;
  type: OperationDefinitionNode['operation'];
  document: DocumentNode;
  text: string;
}

/** Relay wants an operation to be called after its module and kind (`MyInboxQuery`), and a fragment after its module (`MyInbox_row`). */
export function exampleDocuments(): ExampleDocument[] {
  const folder = join(PACKAGE_FOLDER, 'examples/operations');
  return readdirSync(folder)
    .sort()
    .flatMap((file) => {
      const { definitions } = parse(readFileSync(join(folder, file), 'utf8'));
      return definitions.flatMap((definition) => {
        if (definition.kind !== Kind.OPERATION_DEFINITION || !definition.name) return [];
        const name = definition.name.value;
        const used = fragmentsOf(definition, definitions);
        const kind = definition.operation.charAt(0).toUpperCase() + definition.operation.slice(1);
        const fragment = (old: string) => `${name}_${old.charAt(0).toLowerCase()}${old.slice(1)}`;
        const document = visit<DocumentNode>(
          { kind: Kind.DOCUMENT, definitions: [definition, ...used] },
          {
            OperationDefinition: (node) => ({ ...node, name: { kind: Kind.NAME, value: `${name}${kind}` } }),
            FragmentDefinition: (node) => ({ ...node, name: { kind: Kind.NAME, value: fragment(node.name.value) } }),
            FragmentSpread: (node) => ({ ...node, name: { kind: Kind.NAME, value: fragment(node.name.value) } }),
          },
        );
        return [{ name, type: definition.operation, document, text: print(document) }];
      });
    });
}

function fragmentsOf(operation: OperationDefinitionNode, definitions: DocumentNode['definitions']): DocumentNode['definitions'] {
  const found = new Map<string, DocumentNode['definitions'][number]>();
  const collect = (node: DocumentNode['definitions'][number]): void =>
    void visit(node, {
      FragmentSpread({ name: { value } }) {
        const fragment = definitions.find((one) => one.kind === Kind.FRAGMENT_DEFINITION && one.name.value === value);
        if (!fragment || found.has(value)) return;
        found.set(value, fragment);
        collect(fragment);
      },
    });
  collect(operation);
  return [...found.values()];
}
