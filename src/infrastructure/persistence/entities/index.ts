import { Anchor, CampaignAnchor } from './anchors';
import { Attachment } from './attachments';
import { Carried, CarriedDay, Contribution, FigureSnapshot, Tally } from './figures';
import { Deadline, Event, Idempotency, Message, Outbox, OutboxDelivery } from './log';
import { Account, Audit, Membership, RefreshToken, Setting, Substitution } from './people';
import { CalendarYear, Notice, Plan, PlanVersion } from './plans';
import { Participant, Subject } from './subjects';
import { Unit, UnitName, UnitParent } from './units';

export const entities = [
  ...[
    Subject,
    Participant,
    Event,
    Deadline,
    Outbox,
    OutboxDelivery,
    Message,
    Idempotency,
    Anchor,
    CampaignAnchor,
    Contribution,
    Tally,
    Carried,
    CarriedDay,
    FigureSnapshot,
    Attachment,
  ],
  ...[Unit, UnitName, UnitParent, Account, Membership, Substitution, RefreshToken, Audit, Setting],
  ...[Notice, Plan, PlanVersion, CalendarYear],
];
