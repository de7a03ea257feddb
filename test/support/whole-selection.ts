/** Selections made from the schema, so that a field that is added is asked for without anybody thinking of it. */
import {
  getNamedType,
  isAbstractType,
  isEnumType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';

/**
 * Types that have been entered on the way to a place are not entered there again, and behind the second object with an id of its own only the
 * id is asked for: everything that has one is asked for by it as well. Of a page the rows are taken once, not as edges again.
 */
type Way = readonly string[];
/** Fields to leave out. */
type Skip = (type: string, field: string) => boolean;

const isNode = (type: GraphQLNamedType): boolean => isObjectType(type) && type.getInterfaces().some(({ name }) => name === 'Node');
const closed = (schema: GraphQLSchema, type: GraphQLNamedType, way: Way): boolean =>
  way.includes(type.name) || (isNode(type) && way.filter((name) => isNode(schema.getType(name) ?? type)).length >= 2);

/** Everything below a type; null where nothing is left to select. */
export function wholeSelection(schema: GraphQLSchema, type: GraphQLNamedType, way: Way = [], skip: Skip = () => false): string | null {
  if (isAbstractType(type)) {
    const parts = schema.getPossibleTypes(type).flatMap((possible) => {
      // Of two types that bear a field with another type each, GraphQL asks for two names.
      const inside = closed(schema, possible, way) ? idOf(possible) : fieldsOf(schema, possible, [...way, possible.name], skip, `${possible.name}_`);
      return inside ? [`... on ${possible.name} { ${inside} }`] : [];
    });
    return `{ __typename ${parts.join(' ')} }`;
  }
  if (!isObjectType(type)) return null;
  const inside = closed(schema, type, way) ? idOf(type) : fieldsOf(schema, type, [...way, type.name], skip);
  return inside ? `{ ${inside} }` : null;
}

/** One field with its arguments and everything below it. */
export function wholeField(
  schema: GraphQLSchema,
  field: GraphQLField<unknown, unknown>,
  way: Way,
  alias = field.name,
  skip: Skip = () => false,
): string {
  const named = getNamedType(field.type);
  const below = isLeafType(named) ? '' : wholeSelection(schema, named, way, skip);
  if (below === null) return '';
  const one = (name: string, args: string) => `${name === field.name ? '' : `${name}: `}${field.name}${args} ${below}`;
  const choices = field.args.find(({ name, type }) => name === 'format' && isEnumType(getNamedType(type)));
  if (!choices) return one(alias, argumentsOf(field.args));
  const formats = getNamedType(choices.type);
  return isEnumType(formats)
    ? formats
        .getValues()
        .map(({ name }) => one(`${alias}_${name}`, `(format: ${name})`))
        .join(' ')
    : '';
}

function fieldsOf(schema: GraphQLSchema, type: GraphQLObjectType, way: Way, skip: Skip, prefix = ''): string {
  return Object.values(type.getFields())
    .filter(({ name }) => !(name === 'node' && type.name.endsWith('Edge')) && !skip(type.name, name))
    .map((field) => wholeField(schema, field as GraphQLField<unknown, unknown>, way, `${prefix}${field.name}`, skip))
    .filter((text) => text !== '')
    .join(' ');
}

function idOf(type: GraphQLObjectType): string {
  return type.getFields()['id'] ? `${type.name}_id: id` : '';
}

/** Only what must be given, and a full page. Every way of counting at once. */
function argumentsOf(args: readonly GraphQLArgument[]): string {
  const given = args.flatMap(({ name, type }) => {
    if (name === 'first') return ['first: 100'];
    return isNonNullType(type) && isListType(type.ofType) ? [`${name}: [${enumNames(type).join(', ')}]`] : [];
  });
  return given.length > 0 ? `(${given.join(', ')})` : '';
}

function enumNames(type: GraphQLInputType): string[] {
  const named = getNamedType(type);
  return isEnumType(named) ? named.getValues().map(({ name }) => name) : [];
}

/** Every object type that an answer can hold. */
export function objectTypes(schema: GraphQLSchema): GraphQLObjectType[] {
  return Object.values(schema.getTypeMap()).filter((type): type is GraphQLObjectType => isObjectType(type) && !type.name.startsWith('__'));
}
