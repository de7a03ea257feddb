import { EntitySchema } from '@mikro-orm/core';

/** One root over all campaigns, made once a day and chained to the one before. */
export interface AnchorRow {
  number: number;
  day: string;
  at: Date;
  upTo: string;
  campaigns: number;
  subjects: number;
  events: number;
  root: Buffer;
  prevHash: Buffer;
  hash: Buffer;
}
export const Anchor = new EntitySchema<AnchorRow>({
  name: 'Anchor',
  tableName: 'anchor',
  properties: {
    /** Counts from 1 without gaps. */
    number: { type: 'integer', primary: true, autoincrement: false },
    /** Civil date in Asia/Shanghai on which it was made. */
    day: { type: 'date' },
    at: { type: 'datetime', columnType: 'timestamptz(3)' },
    /** It covers the events of transactions before this one that no earlier anchor covers. */
    upTo: { type: 'string', columnType: 'xid8' },
    campaigns: { type: 'integer' },
    subjects: { type: 'integer' },
    events: { type: 'integer' },
    root: { type: 'blob' },
    prevHash: { type: 'blob' },
    hash: { type: 'blob' },
  },
});

/** A campaign's part in an anchor, if anything happened in it; chained to its part in the last anchor before that has one. */
export interface CampaignAnchorRow {
  campaignId: string;
  number: number;
  subjects: number;
  events: number;
  root: Buffer;
  prevHash: Buffer;
  hash: Buffer;
}
export const CampaignAnchor = new EntitySchema<CampaignAnchorRow>({
  name: 'CampaignAnchor',
  tableName: 'campaign_anchor',
  properties: {
    campaignId: { type: 'uuid', primary: true },
    number: { type: 'integer', primary: true, autoincrement: false },
    subjects: { type: 'integer' },
    events: { type: 'integer' },
    root: { type: 'blob' },
    prevHash: { type: 'blob' },
    hash: { type: 'blob' },
  },
  indexes: [{ name: 'campaign_anchor_number', properties: ['number', 'campaignId'] }],
});
