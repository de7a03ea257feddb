import { Field, ID, InterfaceType } from 'type-graphql';

@InterfaceType({
  description: 'Anything that can be fetched again by its global id. 可按全局编号再次取得的对象。',
  resolveType: (value: { __typename: string }) => value.__typename,
})
export abstract class Node {
  @Field(() => ID, { simple: true, description: 'Opaque global id; give it back as it is. 全局编号，原样使用。' })
  id!: string;
}
