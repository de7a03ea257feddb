/** What a bulletin remembers: its words, the figures it stands on, and who let it pass when. */
import type { LawEvent } from '../contract';
import type { BulletinContent, BulletinDefinition, BulletinWords } from '../definitions';

export interface BulletinContext {
  campaign: string;
  office: string;
  words: BulletinWords;
  content: BulletinContent;
  /** What leaders sent back, newest last. */
  returns: { on: string; account: string | null; reason: string }[];
  approved: { on: string; account: string | null } | null;
  publishedOn: string | null;
  ended: { on: string; reason: string } | null;
}

export const beginBulletin = (definition: BulletinDefinition, _event: LawEvent): BulletinContext => ({
  campaign: definition.campaign,
  office: definition.office,
  words: definition.words,
  content: definition.content,
  returns: [],
  approved: null,
  publishedOn: null,
  ended: null,
});
