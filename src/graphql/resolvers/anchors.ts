import { Args, Ctx, Query, Resolver } from 'type-graphql';
import { AnchorConnection } from '../../../schema/anchor';
import { PageArgs } from '../../../schema/kernel/connection';
import { orThrow } from '../answers';
import { signedIn, type DoorContext } from '../context';
import { forwards, toConnection } from '../paging';
import { SORT_KEYS } from '../sort-keys';

@Resolver()
export class AnchorResolver {
  @Query(() => AnchorConnection, { description: 'Anchors of the log, newest first, for auditors; forwards only. 日志锚定列表。' })
  async anchors(@Args(() => PageArgs) page: PageArgs, @Ctx() context: DoorContext) {
    const request = forwards(page, SORT_KEYS.anchors);
    const before = request.from === null ? null : Number(request.from[0]);
    const found = orThrow(await context.desk.listAnchors(signedIn(context), { before, first: request.limit }));
    const rows = found.rows.map((row) => ({ row, sortKey: [row.number] }));
    return toConnection({ rows, more: found.more }, request, ({ root, prevHash, hash, ...anchor }) => ({
      ...anchor,
      ...{ root: root.toString('hex'), prevHash: prevHash.toString('hex'), hash: hash.toString('hex') },
    }));
  }
}
