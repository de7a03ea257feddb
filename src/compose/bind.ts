import type { Bound } from '../application/desk';

/** Use cases with their ports given: `bound(ports, { readNotice })` answers `{ readNotice: (...rest) => readNotice(ports, ...rest) }`. */
export function bound<Ports, UseCases extends Record<string, (ports: Ports, ...rest: never[]) => unknown>>(
  ports: Ports,
  useCases: UseCases,
): { [Name in keyof UseCases]: Bound<UseCases[Name]> } {
  const entries = Object.entries(useCases).map(([name, useCase]) => [name, (...rest: never[]) => useCase(ports, ...rest)]);
  return Object.fromEntries(entries) as { [Name in keyof UseCases]: Bound<UseCases[Name]> };
}
