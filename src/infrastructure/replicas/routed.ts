import type { Router } from './router';

type Method = (...given: readonly unknown[]) => Promise<unknown>;

/** A reading port whose every method is answered by one of its copies: over the primary, or over one of the replicas. */
export function routed<Port extends object>(primary: Port, copies: readonly Port[], router: Router): Port {
  const method = (of: Port, name: string): Method => (of as Record<string, Method>)[name] as Method;
  const names = Object.keys(primary);
  return Object.fromEntries(
    names.map((name) => [
      name,
      (...given: unknown[]) => router.read((place) => method(place === null ? primary : (copies[place] as Port), name)(...given)),
    ]),
  ) as Port;
}
