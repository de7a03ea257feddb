import { registerEnumType } from 'type-graphql';

/** An enum whose values are named once, each with its description: English with the Chinese term. */
export function describedEnum<Name extends string>(
  name: string,
  description: string,
  values: Readonly<Record<Name, string>>,
): Readonly<Record<Name, Name>> {
  const names = Object.fromEntries(Object.keys(values).map((value) => [value, value])) as Record<Name, Name>;
  const valuesConfig = Object.fromEntries(Object.entries<string>(values).map(([value, text]) => [value, { description: text }]));
  registerEnumType(names, { name, description, valuesConfig: valuesConfig as never });
  return names;
}
