/** A question about a difference as GraphQL shows it. */
import { presentRound } from '../application/desk';
import type { DifferenceContext, DifferenceDefinition } from '../application/desk';
import type { SubjectKey } from '../application/ports/store';
import type { Seen } from '../application/reading/sight';
import type { DoorContext } from './context';
import { unitNode } from './unit-nodes';

type Stood = NonNullable<DifferenceContext['settled']>['stood'];

/** `load` shows another subject as the viewer may see it. */
export function differenceFields({ subject }: Seen, context: DoorContext, load: (key: SubjectKey) => unknown): Record<string, unknown> {
  const { unit, report, rule, period, cells } = subject.definition as DifferenceDefinition;
  const difference = subject.snapshot.context as unknown as DifferenceContext;
  const by = <T extends { account: string | null }>({ account, ...said }: T) => ({
    ...said,
    actor: () => (account === null ? null : context.loaders.accountName.load(account)),
  });
  const answered = <T extends { account: string | null; stood: Stood }>(said: T | null) => said && { ...by(said), stood: stoodNodes(said.stood) };
  const { question, answer } = presentRound(difference);
  return {
    ...{ rule, period, question },
    unit: () => unitNode(unit, context),
    report: () => load({ campaignId: subject.campaignId, id: report }),
    cells: cells.map(({ cell: key, ...shown }) => ({ key, ...shown })),
    dueOn: subject.dueOn,
    timeliness: subject.timeliness,
    answer: answered(answer),
    rounds: difference.rounds.map((round) => ({ ...by(round), answer: answered(round.answer) })),
    settled: answered(difference.settled),
    withdrawn: difference.withdrawn && by(difference.withdrawn),
  };
}

const stoodNodes = (stood: Stood) => stood.map(({ cell: key, ...values }) => ({ key, ...values }));
