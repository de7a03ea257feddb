import { Arg, Args, Ctx, FieldResolver, Resolver, Root, type ClassType } from 'type-graphql';
import { PageArgs } from '../../../schema/kernel/connection';
import { DiagramFormat, HistoryConnection, WorkflowSubject } from '../../../schema/kernel/subject';
import type { Seen } from '../../application/reading/sight';
import { sighted, type DoorContext } from '../context';
import { pageRequest, toConnection } from '../paging';
import { mayShow, type SubjectNode } from '../subject-nodes';
import { historyNode } from '../subject-parts';
import { SORT_KEYS } from '../sort-keys';

@Resolver(() => WorkflowSubject)
export class SubjectResolver {
  /** The log has no gaps, so a page of it is a range of numbers. */
  @FieldResolver(() => HistoryConnection, { nullable: true })
  async history(@Root() node: SubjectNode, @Args(() => PageArgs) page: PageArgs, @Ctx() context: DoorContext) {
    if (!mayShow(node, 'history')) return null;
    const request = pageRequest(page, SORT_KEYS.history);
    const { revision } = node.seen.subject;
    const at = Number(request.from?.[0] ?? (request.direction === 'FORWARD' ? 0 : revision + 1));
    const after = request.direction === 'FORWARD' ? at : Math.max(0, at - 1 - request.limit);
    const count = request.direction === 'FORWARD' ? request.limit : Math.max(0, at - 1 - after);
    const { reader } = context.desk.subjects;
    const sight = sighted(context);
    const loader = context.loaders.perArguments('history', [after, count], (seen: readonly Seen[]) => reader.history(sight, seen, after, count));
    const rows = count === 0 ? [] : await loader.load(node.seen);
    const more = request.direction === 'FORWARD' ? after + rows.length < revision : after > 0;
    return toConnection({ rows: rows.map((row) => ({ row, sortKey: [row.seq] })), more }, request, (row) => historyNode(row, context));
  }

  @FieldResolver(() => String, { nullable: true })
  diagram(
    @Root() node: SubjectNode,
    @Arg('format', () => DiagramFormat, { description: 'Mermaid text or XState JSON. 格式。' }) format: DiagramFormat,
    @Ctx() context: DoorContext,
  ): string | null {
    return mayShow(node, 'diagram') ? context.desk.subjects.diagram(node.seen, format, context.language) : null;
  }
}

export const subjectResolvers: ClassType[] = [SubjectResolver];
