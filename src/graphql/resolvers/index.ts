import type { ClassType } from 'type-graphql';
import { AmendmentResolver } from './amendments';
import { AnchorResolver } from './anchors';
import { AttachmentResolver } from './attachments';
import { BulletinResolver } from './bulletins';
import { CalendarResolver } from './calendar';
import { CampaignResolver } from './campaigns';
import { ChasingResolver } from './chasing';
import { ComparisonResolver, DifferenceResolver } from './differences';
import { FigureResolver } from './figures';
import { NodeResolver } from './nodes';
import { AccountResolver, RoleResolver, SessionResolver } from './people';
import { PlanGapResolver } from './plan-gaps';
import { PlanHistoryResolver } from './plan-history';
import { PlanObligationResolver } from './plan-obligations';
import { PlanResolver } from './plans';
import { RecordResolver } from './records';
import { SubjectResolver } from './subjects';
import { SubscriptionResolver } from './subscriptions';
import { UnitResolver } from './units';
import { ViewerResolver } from './viewer';
import { WorkbookResolver } from './workbooks';

export const RESOLVERS: readonly ClassType[] = [
  NodeResolver,
  SubjectResolver,
  CampaignResolver,
  FigureResolver,
  ChasingResolver,
  ViewerResolver,
  PlanResolver,
  PlanGapResolver,
  PlanHistoryResolver,
  PlanObligationResolver,
  UnitResolver,
  BulletinResolver,
  RecordResolver,
  DifferenceResolver,
  ComparisonResolver,
  CalendarResolver,
  AmendmentResolver,
  SessionResolver,
  AccountResolver,
  AnchorResolver,
  AttachmentResolver,
  WorkbookResolver,
  RoleResolver,
  SubscriptionResolver,
];
