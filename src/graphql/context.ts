import type { Desk } from '../application/desk';
import type { Viewer } from '../application/ports/viewer';
import type { Sight } from '../application/reading/sight';
import { refusedWith } from './errors';
import type { Language } from './language';
import { createLoaders, type Loaders } from './loaders';
import type { Asked } from './observer';

/** What a resolver knows of its request. Loaders live as long as the operation, so nothing is remembered from one viewer to the next. */
export interface DoorContext {
  desk: Desk;
  viewer: Viewer | null;
  /** What the viewer sees; null without a viewer. */
  sight: Sight | null;
  /** When the token behind `viewer` ends; a subscription ends with it. */
  expiresAt: Date | null;
  language: Language;
  again?: () => Promise<Viewer>;
  /** Nothing older may be read: see read-after.ts. */
  readAfter: string | null;
  loaders: Loaders;
  /** Filled before execution; sent as `extensions.cost`. */
  cost: number;
  /** What is told about the operation. */
  asked?: Asked;
}

/** Who asks, once for a request or a connection. */
export interface Asker {
  viewer: Viewer | null;
  expiresAt: Date | null;
  language: Language;
  /** Whom the same token names now. @throws what the token is refused with */
  again?: () => Promise<Viewer>;
  asked?: Asked;
}

export function createContext(desk: Desk, { viewer, expiresAt, language, again, asked }: Asker, readAfter: string | null = null): DoorContext {
  const sight = viewer ? desk.subjects.sight(viewer) : null;
  return { desk, viewer, expiresAt, language, again, asked, readAfter, sight, loaders: createLoaders(desk, viewer, sight), cost: 0 };
}

/** For what lasts longer than a request: roles may have changed, and so may everything that was loaded. @throws what the token is refused with */
export async function refresh(context: DoorContext): Promise<void> {
  const viewer = context.again ? await context.again() : context.viewer;
  Object.assign(context, createContext(context.desk, { ...context, viewer }, context.readAfter), { cost: context.cost });
}

/** The viewer and what they see. @throws UNAUTHENTICATED */
export function sighted(context: DoorContext): Sight {
  if (!context.sight) throw refusedWith('UNAUTHENTICATED');
  return context.sight;
}

/** @throws UNAUTHENTICATED */
export function signedIn(context: DoorContext): Viewer {
  if (!context.viewer) throw refusedWith('UNAUTHENTICATED');
  return context.viewer;
}

/** The token of an `Authorization: Bearer ...` header or of a WebSocket's connection parameters. */
export function bearerToken(authorization: unknown): string | null {
  if (typeof authorization !== 'string') return null;
  return /^Bearer +(\S+)$/i.exec(authorization.trim())?.[1] ?? null;
}
