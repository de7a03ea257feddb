/** Pictures of the charts: Mermaid for people, XState's own JSON for its editor. Both are read off the compiled machine. */
import type { AnyMachineSnapshot, AnyStateNode } from 'xstate';
import { machineFor } from './compile';
import type { Label, Law, LawSnapshot } from './contract';
import { restored } from './explain';

type Language = keyof Label;

/** The chart as `stateDiagram-v2`; with a snapshot the present states are marked. */
export function mermaid<D, C extends object>(
  law: Law<D, C>,
  definition: D,
  snapshot: LawSnapshot<C> | null = null,
  language: Language | 'both' = 'both',
): string {
  const context = snapshot?.context ?? blank(law, definition);
  const machine = machineFor(law, definition, context);
  const present = snapshot ? marked(restored(machine, snapshot.value, context)) : [];
  return `${['stateDiagram-v2', ...drawn(law, machine.root, language, 1), ...present].join('\n')}\n`;
}

/** The context that a definition alone gives: enough for the shape of the chart. */
const blank = <D, C>(law: Law<D, C>, definition: D): C =>
  law.begin(definition, {
    type: law.creation,
    at: '',
    on: '',
    by: { account: null, unit: null, onBehalfOf: null, relations: [] },
    input: {},
    facts: {},
  });

function drawn<D, C>(law: Law<D, C>, node: AnyStateNode, language: Language | 'both', depth: number): string[] {
  const indent = '  '.repeat(depth);
  const children = Object.values(node.states);
  return children.flatMap((child, i) => {
    const name = `${indent}state "${titleOf(child, language)}" as ${idOf(child)}`;
    const nested = Object.keys(child.states).length > 0;
    const body = nested ? [`${name} {`, ...drawn(law, child, language, depth + 1), `${indent}}`] : [name];
    const starts = node.type === 'compound' && node.initial.target.includes(child) ? [`${indent}[*] --> ${idOf(child)}`] : [];
    const beside = node.type === 'parallel' && node.parent && i < children.length - 1 ? [`${indent}--`] : [];
    return [...starts, ...body, ...arrows(law, child, language, indent), ...beside];
  });
}

/** One arrow between two states, however many events lead along it. */
function arrows<D, C>(law: Law<D, C>, node: AnyStateNode, language: Language | 'both', indent: string): string[] {
  const by = new Map<string, Set<string>>();
  const add = (target: AnyStateNode, name: string): void => {
    const arrow = `${idOf(node)} --> ${idOf(target)}`;
    by.set(arrow, (by.get(arrow) ?? new Set()).add(name));
  };
  for (const transitions of node.transitions.values())
    for (const { target, eventType } of transitions) for (const to of target ?? []) add(to as AnyStateNode, eventName(law, eventType, language));
  for (const { target } of node.always ?? []) for (const to of target ?? []) add(to as AnyStateNode, language === 'en' ? 'by itself' : '自动');
  return [...by].map(([arrow, names]) => `${indent}${arrow}: ${[...names].join(' / ')}`);
}

const eventName = <D, C>(law: Law<D, C>, type: string, language: Language | 'both'): string => {
  const label = law.events[type]?.label;
  if (!label) return type;
  return language === 'both' ? `${label.zh} ${type}` : label[language];
};

/** Mermaid takes neither quotes nor line breaks in a title. */
function titleOf(node: AnyStateNode, language: Language | 'both'): string {
  const label = (node.meta as { label?: Label } | undefined)?.label;
  const title = label
    ? language === 'both' && label.zh !== label.en
      ? `${label.zh} ${label.en}`
      : label[language === 'en' ? 'en' : 'zh']
    : node.key;
  const seat = /^(lead|part)(\d+)$/.exec(node.key);
  return (seat ? `${title} ${Number(seat[2]) + 1}` : title).replace(/["\n\r]/g, ' ');
}

const idOf = (node: AnyStateNode): string => node.path.join('_').replace(/[^A-Za-z0-9_]/g, '_');

function marked(state: AnyMachineSnapshot): string[] {
  const present = state._nodes.filter((node) => node.parent && Object.keys(node.states).length === 0).map(idOf);
  return ['  classDef present fill:#cfe8ff,stroke:#1b6ec2,stroke-width:2px', ...present.map((id) => `  class ${id} present`)];
}

/** The machine's definition as plain data, as XState's inspector and editor read it. */
export function xstateJson<D, C extends object>(law: Law<D, C>, definition: D, context: C | null = null): Record<string, unknown> {
  return configOf(machineFor(law, definition, context ?? blank(law, definition)).root);
}

function configOf(node: AnyStateNode): Record<string, unknown> {
  const states = Object.values(node.states);
  const transition = (one: { target?: readonly unknown[]; guard?: unknown; actions: readonly unknown[] }): Record<string, unknown> => ({
    ...(one.target && { target: one.target.map((to) => `#${(to as AnyStateNode).id}`) }),
    ...(guardName(one.guard) && { guard: guardName(one.guard) }),
  });
  return {
    id: node.id,
    ...(node.type === 'parallel' && { type: 'parallel' }),
    ...(node.type === 'compound' && { initial: node.initial.target[0]?.key }),
    ...(node.meta && { meta: node.meta }),
    ...(node.transitions.size > 0 && { on: Object.fromEntries([...node.transitions].map(([type, list]) => [type, list.map(transition)])) }),
    ...(node.always && { always: node.always.map(transition) }),
    ...(states.length > 0 && { states: Object.fromEntries(states.map((child) => [child.key, configOf(child)])) }),
  };
}

/** Guards by name; a condition on the chart itself has none and is named after what it is. */
function guardName(guard: unknown): string | null {
  if (!guard) return null;
  const params = (guard as { params?: { all?: readonly string[] } }).params;
  return params?.all ? params.all.join(' & ') : 'stateIn';
}
