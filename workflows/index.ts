/** The law: everything that can happen to a campaign and what belongs to it. */
import { bodyLaw } from './body/law';
import { bulletinLaw } from './bulletin/law';
import { campaignLaw } from './campaign/law';
import type { Decision, Law, LawEvent, SubjectKind } from './contract';
import { decide } from './decide';
import { differenceLaw } from './difference/law';
import type { LawSubject } from './decide';
import { permissionsOf } from './permissions';
import type { Permission } from './permissions';
import { recordLaw } from './record/law';
import { reportLaw } from './report/law';
import { taskLaw } from './task/law';

export * from './contract';
export * from './contribution';
export * from './definitions';
export * from './facts';
export { decide, possibleEvents } from './decide';
export type { LawSubject, Probe } from './decide';
export { REASONS } from './reasons';
export type { ReasonCode } from './reasons';
export { mermaid, xstateJson } from './diagram';
export { machinePages } from './pages';
export type { Permission } from './permissions';
export { bodyLaw, bulletinLaw, campaignLaw, differenceLaw, recordLaw, reportLaw, taskLaw };
export { additionsOf } from './record/contribute';
export { MEETING_KINDS } from './body/law';
export { dueDateAfter } from './task/dates';
export type { TaskContext, TaskSeat } from './task/context';
export type { CampaignContext, CampaignPhase } from './campaign/context';
export { presentSubmission, workingDaysLateOf } from './report/context';
export { contentOf } from './report/content';
export type { Explanation, ReportContent, ReportContext, Submission } from './report/context';
export type { FigureRow, SectionText } from './report/content';
export type { BulletinContext } from './bulletin/context';
export type { RecordContext } from './record/context';
export { DIFFERENCE_ANSWERS, presentRound } from './difference/context';
export type { DifferenceAnswer, DifferenceContext, DifferenceRound } from './difference/context';
export type { BodyContext, BodyMember, BodyMeeting } from './body/context';

/** A law of whatever kind; definitions and contexts are its own affair. */
export const laws: Readonly<Record<SubjectKind, Law>> = {
  CAMPAIGN: campaignLaw as unknown as Law,
  TASK: taskLaw as unknown as Law,
  REPORT: reportLaw as unknown as Law,
  COORDINATING_BODY: bodyLaw as unknown as Law,
  BULLETIN: bulletinLaw as unknown as Law,
  RECORD: recordLaw as unknown as Law,
  DIFFERENCE: differenceLaw as unknown as Law,
};

export const permissionTable = (): Permission[] => permissionsOf(Object.values(laws));

/** What an amendment would do to one instance: the very decision, not stored, so that the preview equals the outcome. */
export const previewAmended = <D, C extends object>(law: Law<D, C>, subject: LawSubject<D, C>, event: LawEvent): Decision<D> =>
  decide(law, subject, event);
