/** What a coordinating body remembers: members by date, and its meetings. */
import type { LawEvent } from '../contract';
import type { BodyDefinition, BodyMemberDefinition } from '../definitions';

export interface BodyMember extends BodyMemberDefinition {
  /** First day on which the person is no longer a member. */
  until?: string;
  reason?: string;
}

export interface BodyMeeting {
  on: string;
  kind: string;
  title: string | null;
  /** Ids of members. */
  attendees: string[];
  minutes: string | null;
}

export interface BodyContext {
  campaign: string;
  office: string;
  activeFromStart: boolean;
  members: BodyMember[];
  meetings: BodyMeeting[];
  dissolvedOn: string | null;
  dissolvedBecause: string | null;
}

export const beginBody = (definition: BodyDefinition, _event: LawEvent): BodyContext => ({
  campaign: definition.campaign,
  office: definition.office,
  activeFromStart: definition.activeFromStart ?? false,
  members: definition.members,
  meetings: [],
  dissolvedOn: null,
  dissolvedBecause: null,
});

export const membersOn = (context: BodyContext, date: string): BodyMember[] =>
  context.members.filter(({ from, until }) => from <= date && (!until || until > date));
