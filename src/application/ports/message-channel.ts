/** A way by which messages reach people outside of Muster. What the inbox shows is written by the outbox itself. */
export const CHANNELS = ['EMAIL', 'WEBHOOK'] as const;
export type ChannelName = (typeof CHANNELS)[number];

export interface OutgoingMessage {
  /** The same however often it is sent: receivers know by it what they have already. */
  id: string;
  message: string;
  createdAt: Date;
  campaign: { id: string; title: string };
  subject: { id: string; kind: string; title: string };
  units: { id: string; name: string }[];
  data: Record<string, unknown>;
}

/** `address`: null where the channel has but one. */
export interface MessageRecipient {
  id: string;
  address: string | null;
}

/** `error`: a word of the protocol (`HTTP 500`, `SMTP 550`, `ETIMEDOUT`), nothing that the other side wrote: it is shown and logged. */
export type DeliveryOutcome =
  | { outcome: 'DELIVERED' }
  /** May go better later. */
  | { outcome: 'FAILED'; error: string }
  /** The other side does not want it. */
  | { outcome: 'REFUSED'; error: string };

/** What was given up. `recipient`: the account, or null where the channel has but one. */
export interface Undelivered {
  campaignId: string;
  subjectId: string;
  channel: ChannelName;
  message: string;
  recipient: string | null;
  attempts: number;
  error: string;
  createdAt: Date;
  failedAt: Date;
}

export interface DeliveryFailure {
  channel: ChannelName;
  error: string;
  /** Given up; still being tried. */
  givenUp: number;
  waiting: number;
}

export interface Deliveries {
  /** Newest first. */
  undelivered(campaignId: string, most: number): Promise<Undelivered[]>;
  /** What goes wrong, over all campaigns, by channel and error. */
  failures(): Promise<DeliveryFailure[]>;
}

export interface MessageChannel {
  name: ChannelName;
  /** Never throws for what the other side does; never longer than half a minute. */
  deliver(message: OutgoingMessage, recipient: MessageRecipient): Promise<DeliveryOutcome>;
  close(): Promise<void>;
}
