/** The fields of each kind beside those that all subjects have: from definition and context, as the law keeps them. */
import { presentSubmission, workingDaysLateOf } from '../application/desk';
import type {
  BodyContext,
  BodyDefinition,
  CampaignDefinition,
  ReportContext,
  ReportDefinition,
  TaskContext,
  TaskDefinition,
  TaskSeat,
} from '../application/desk';
import { isOfUnit } from '../application/policy';
import type { Seen } from '../application/reading/sight';
import type { StoredParticipant } from '../application/ports/store';
import type { DoorContext } from './context';
import { campaignNodeFields } from './campaign-fields';
import { paperFields } from './report-paper';
import { comparisonName } from './plan-nodes';
import { unitNode } from './unit-nodes';

type Fields = Record<string, unknown>;

export function campaignFields(seen: Seen, context: DoorContext): Fields {
  return campaignNodeFields(seen, seen.subject.definition as CampaignDefinition, context);
}

export function taskFields({ subject }: Seen, context: DoorContext): Fields {
  const definition = subject.definition as TaskDefinition;
  const task = subject.snapshot.context as unknown as TaskContext;
  return {
    number: definition.number,
    area: definition.area,
    text: definition.text,
    targets: definition.targets.map((target) => ({ ...target, op: comparisonName(target.op) })),
    dueOn: subject.dueOn,
    timeliness: subject.timeliness,
    attention: subject.attention,
    phase: subject.phase,
    parts: () => {
      const seats = [...task.leads, ...task.parts];
      return inOrder(subject.participants.filter(({ role }) => role !== 'REVIEWER')).map((part) => partNode(part, seatOf(part, seats), context));
    },
    extension: task.extension && { ...task.extension, unit: () => unitOf(task.extension?.unit ?? null, context) },
    returns: task.returns,
    supervision: task.supervision,
    timesUrged: task.urged?.times ?? 0,
    acceptedOn: task.acceptedOn,
  };
}

const ROLE_ORDER = ['LEAD', 'RESPONSIBLE', 'COOPERATING', 'IMPLEMENTING'];

/** Leads first, those that have left last. */
function inOrder(parts: readonly StoredParticipant[]): StoredParticipant[] {
  return parts.toSorted((a, b) => Number(b.active) - Number(a.active) || ROLE_ORDER.indexOf(a.role) - ROLE_ORDER.indexOf(b.role));
}

/** The seat behind a part: its own, or the one whose work was delegated to it. Of a unit that came back, the latest. */
function seatOf({ unitId, role }: StoredParticipant, seats: readonly TaskSeat[]): TaskSeat | undefined {
  return seats.findLast((seat) => seat.role === role && seat.unit === unitId) ?? seats.findLast((seat) => seat.delegate?.unit === unitId);
}

function partNode(part: StoredParticipant, seat: TaskSeat | undefined, context: DoorContext) {
  const own = seat?.unit === part.unitId ? seat : undefined;
  const { unitId, role, state, active, mustAct, dueOn } = part;
  return {
    ...{ role, state, active, mustAct, dueOn },
    unit: () => unitNode(unitId, context),
    section: own?.section ?? null,
    person: own?.person ?? null,
    joinedOn: own?.joinedOn ?? null,
    acknowledgeBy: own?.acknowledgeBy ?? null,
    acknowledgedOn: own?.acknowledgedOn ?? null,
    doneOn: own?.doneOn ?? null,
    result: own?.result ?? null,
    objection: own?.objection ?? null,
    waived: own?.waived ?? null,
    delegate: () => unitOf(own?.delegate?.unit ?? null, context),
    claimedBy: () => (seat?.claimedBy ? context.loaders.accountName.load(seat.claimedBy) : null),
  };
}

export function reportFields(seen: Seen, context: DoorContext): Fields {
  const { subject } = seen;
  const { reportKind, unit, rule, period, phase } = subject.definition as ReportDefinition;
  const { submissions, draft, returnDueOn, closesOn, urged } = subject.snapshot.context as unknown as ReportContext;
  const present = presentSubmission({ submissions });
  const ownPeople = context.viewer !== null && isOfUnit(context.viewer, unit);
  return {
    ...{ kind: reportKind, rule, period, phase, returnDueOn, closesOn },
    workingDaysLate: workingDaysLateOf({ submissions }),
    unit: () => unitNode(unit, context),
    dueOn: subject.dueOn,
    timeliness: subject.timeliness,
    ...{ attention: subject.attention, timesUrged: urged?.times ?? 0, urgedOn: urged?.on ?? null },
    content: present?.content ?? null,
    zero: present?.zero ?? null,
    // What is not handed in yet is nobody's business but the unit's own.
    draft: ownPeople ? draft : null,
    ...paperFields(seen, context),
    submissions: submissions.map(({ account, explanations = [], workingDaysLate = null, ...submission }) => ({
      ...submission,
      workingDaysLate,
      explanations: explanations.map(({ message, ...said }) => ({ ...said, message: message[context.language] })),
      actor: () => (account === null ? null : context.loaders.accountName.load(account)),
    })),
  };
}

export function bodyFields({ subject }: Seen, context: DoorContext): Fields {
  const { bodyKind, office, officeHead } = subject.definition as BodyDefinition;
  const { members, meetings } = subject.snapshot.context as unknown as BodyContext;
  return {
    ...{ kind: bodyKind, officeHead, meetings },
    office: () => unitNode(office, context),
    members: members.map((member) => ({ ...member, until: member.until ?? null, unit: () => unitOf(member.unit, context) })),
  };
}

function unitOf(id: string | null, context: DoorContext) {
  return id === null ? null : unitNode(id, context);
}
