/**
 * Every text of a request is looked at once, before anything is executed: what no database keeps is refused, and so is what is longer than
 * its place allows. Variables and texts within the document alike, with the path to them.
 */
import {
  getNamedType,
  isInputObjectType,
  Kind,
  typeFromAST,
  TypeInfo,
  valueFromASTUntyped,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type GraphQLError,
  type GraphQLInputType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type ValueNode,
} from 'graphql';
import { badInput } from './errors';
import { requestError } from './request-errors';
import { wellFormed } from './well-formed';

/** Names, reasons, titles, numbers, searches. */
export const LONGEST_LINE = 2_000;
const LONGEST_REPORT = 100_000;

/** What is longer than a line; `Infinity` leaves it to the size of the request. */
const LONGER: Readonly<Record<string, number>> = {
  'ReadNoticeInput.text': Infinity,
  'ImportUnitsInput.text': Infinity,
  'NoticeFileInput.content': Infinity,
  'UploadReportAttachmentInput.content': Infinity,
  'ImportReportWorkbookInput.content': Infinity,
  'ImportRecordsInput.content': Infinity,
  'ReadFormWorkbookInput.content': Infinity,
  'HoldBodyMeetingInput.minutes': LONGEST_REPORT,
  'ReportContentInput.text': LONGEST_REPORT,
  'SaveReportDraftInput.text': LONGEST_REPORT,
  'SectionInput.text': LONGEST_REPORT,
  'SubmitTaskInput.result': LONGEST_REPORT,
  'ContributeToTaskInput.result': LONGEST_REPORT,
};
/** The paragraphs of a plan are those of its notice. */
const PLAN_PART = /^Plan\w*Input\./;

type Path = readonly (string | number)[];
/** A field of an input (`Type.field`) or an argument (`.name`), and its type. */
interface Place {
  name: string;
  type: GraphQLInputType;
}
interface DocumentTexts {
  /** A text of the document itself that is refused. */
  fault: GraphQLError | null;
  /** Where each variable goes. */
  uses: ReadonlyMap<string, readonly Place[]>;
}

/** @throws BAD_INPUT, INVALID_ID, INVALID_CURSOR */
export type CheckTexts = (document: DocumentNode, operationName: string | null | undefined, variables: Record<string, unknown>) => void;

export function textCheck(schema: GraphQLSchema): CheckTexts {
  const kept = new WeakMap<DocumentNode, DocumentTexts>();
  return (document, operationName, variables) => {
    let known = kept.get(document);
    if (!known) kept.set(document, (known = textsOf(schema, document)));
    if (known.fault) throw known.fault;
    for (const { variable, type: written, defaultValue } of operationOf(document, operationName)?.variableDefinitions ?? []) {
      const name = variable.name.value;
      const type = typeFromAST(schema, written) as GraphQLInputType | undefined;
      if (!type) continue;
      const value = Object.hasOwn(variables, name) ? variables[name] : defaultValue && valueFromASTUntyped(defaultValue);
      const places = known.uses.get(name) ?? [{ name: `.${name}`, type }];
      for (const place of places) checkValue(value, { ...place, type }, [name]);
    }
  };
}

function operationOf(document: DocumentNode, name: string | null | undefined): OperationDefinitionNode | undefined {
  return document.definitions.find(
    (definition): definition is OperationDefinitionNode =>
      definition.kind === Kind.OPERATION_DEFINITION && (!name || definition.name?.value === name),
  );
}

function textsOf(schema: GraphQLSchema, document: DocumentNode): DocumentTexts {
  const uses = new Map<string, Place[]>();
  const typeInfo = new TypeInfo(schema);
  let fault: GraphQLError | null = null;

  function look(node: ValueNode, place: Place, path: Path): void {
    if (node.kind === Kind.VARIABLE) uses.set(node.name.value, [...(uses.get(node.name.value) ?? []), place]);
    else if (node.kind === Kind.STRING) fault ??= faultOf(node.value, place, path);
    else if (node.kind === Kind.LIST) node.values.forEach((item, i) => look(item, place, [...path, i]));
    else if (node.kind === Kind.OBJECT) {
      for (const { name, value } of node.fields) look(value, fieldOf(place, name.value), [...path, name.value]);
    }
  }
  const argument = {
    Argument({ name, value }: { name: { value: string }; value: ValueNode }) {
      const known = typeInfo.getArgument();
      if (known) look(value, { name: `.${name.value}`, type: known.type }, [name.value]);
      return false as const;
    },
  };
  visit(document, visitWithTypeInfo(typeInfo, argument));
  return { fault, uses };
}

function checkValue(value: unknown, place: Place, path: Path): void {
  if (typeof value === 'string') {
    const fault = faultOf(value, place, path);
    if (fault) throw fault;
  } else if (Array.isArray(value)) {
    value.forEach((item, i) => checkValue(item, place, [...path, i]));
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, inner] of Object.entries(value)) checkValue(inner, fieldOf(place, name), [...path, name]);
  }
}

/** A field of an input; inside of any JSON, the place of the whole. An unknown field is refused where the input is read. */
function fieldOf(place: Place, name: string): Place {
  const owner = getNamedType(place.type);
  const field = isInputObjectType(owner) ? owner.getFields()[name] : undefined;
  return field && isInputObjectType(owner) ? { name: `${owner.name}.${name}`, type: field.type } : place;
}

function faultOf(text: string, { name, type }: Place, path: Path): GraphQLError | null {
  const field = name.slice(name.indexOf('.') + 1);
  // A cursor is looked at where the list is known that it belongs to.
  if (name === '.after' || name === '.before') return null;
  const limit = LONGER[name] ?? (PLAN_PART.test(name) ? LONGEST_REPORT : LONGEST_LINE);
  const whole = wellFormed(text);
  if (whole && text.length <= limit) return null;
  if (field === 'lastEventId') return requestError('INVALID_CURSOR', {}, { status: 400 });
  if (getNamedType(type).name === 'ID') return requestError('INVALID_ID', { id: text.slice(0, 100) }, { status: 400 });
  const at = path.join('.');
  return whole
    ? badInput({ zh: `${at} 至多 ${limit} 个字符`, en: `${at} has at most ${limit} characters` }, path)
    : badInput({ zh: `${at} 含有无法保存的字符`, en: `${at} holds a character that cannot be kept` }, path);
}
