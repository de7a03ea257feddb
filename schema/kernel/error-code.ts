import { registerEnumType } from 'type-graphql';

/**
 * The enum of all error codes. The codes belong to the desk and the door, which the contract does not know: the door hands their tables in
 * before it builds the schema, so that a code exists in one place only.
 */
export const ErrorCode: Record<string, string> = {};

/** `codes`: code -> what it means. */
export function declareErrorCodes(codes: Readonly<Record<string, string>>): void {
  for (const code of Object.keys(codes)) ErrorCode[code] = code;
  registerEnumType(ErrorCode, {
    name: 'ErrorCode',
    description: 'Every code of `userErrors` and of `extensions.code`; stable. 错误代码，保持稳定。',
    valuesConfig: Object.fromEntries(Object.entries(codes).map(([code, description]) => [code, { description }])),
  });
}
