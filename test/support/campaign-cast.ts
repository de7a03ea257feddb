/** Who and what the tests' two campaigns are made of. */
import type { Role } from '../../src/application/ports/viewer';

/** A second campaign in which no unit of the first takes part. */
export const FOREIGN_NOTICE = `云溪市综合行政执法局
关于开展户外广告整治行动的通知

市交通运输局、市住建局：
现将《云溪市户外广告整治行动方案》印发给你们，请认真执行。

云溪市综合行政执法局
2022年8月20日

云溪市户外广告整治行动方案

一、总体目标
2022年8月20日至11月30日开展整治行动，消除一批隐患。
二、重点任务
（一）清理道路两侧。逐路排查破损的广告牌，限期拆除。（市交通运输局牵头，市综合行政执法局配合）
（二）检查工地围挡。逐个工地核对审批手续。（市交通运输局负责）
三、工作步骤
（一）集中整治（2022年8月20日-11月20日）。逐户检查，限期整改。
（二）总结提高（2022年11月21日-11月30日）。总结经验，建章立制。
四、工作要求
（一）按时报送。11月25日前报送整治行动工作总结。
`;

/** Codes in examples/units/yunxi.json. */
export const UNITS = {
  office: 'YX-02',
  /** Leads a task in which `cooperating` takes part, and no task with `elsewhere`. */
  lead: 'YX-04',
  cooperating: 'YX-03',
  /** Takes part in the campaign, and in none of the tasks of `lead`. */
  elsewhere: 'YX-08',
  /** Takes part in the foreign campaign alone. */
  foreign: 'YX-22',
  foreignOffice: 'YX-21',
} as const;
export type UnitKey = keyof typeof UNITS;

export interface Post {
  role: Role;
  unit?: UnitKey;
  campaign?: 'own' | 'foreign';
}

/** Everybody, by how they stand to the first campaign. */
export const POSTS = {
  coordinator: [{ role: 'COORDINATOR', unit: 'office' }],
  campaignCoordinator: [{ role: 'COORDINATOR', campaign: 'own' }],
  leader: [{ role: 'LEADER', unit: 'office' }],
  campaignLeader: [{ role: 'LEADER', campaign: 'own' }],
  supervisor: [{ role: 'SUPERVISOR', unit: 'office' }],
  leadHead: [{ role: 'UNIT_HEAD', unit: 'lead' }],
  leadStaff: [{ role: 'UNIT_STAFF', unit: 'lead' }],
  cooperatingHead: [{ role: 'UNIT_HEAD', unit: 'cooperating' }],
  cooperatingStaff: [{ role: 'UNIT_STAFF', unit: 'cooperating' }],
  elsewhereHead: [{ role: 'UNIT_HEAD', unit: 'elsewhere' }],
  elsewhereStaff: [{ role: 'UNIT_STAFF', unit: 'elsewhere' }],
  /** No role of their own; stands in for `leadHead`. */
  substitute: [],
  foreignHead: [{ role: 'UNIT_HEAD', unit: 'foreign' }],
  foreignCoordinator: [{ role: 'COORDINATOR', unit: 'foreignOffice' }],
  foreignLeader: [{ role: 'LEADER', unit: 'foreignOffice' }],
  auditor: [{ role: 'AUDITOR' }],
  administrator: [{ role: 'SYSTEM_ADMINISTRATOR' }],
  /** Has an account and nothing else. */
  roleless: [],
} as const satisfies Record<string, readonly Post[]>;
export type PersonName = keyof typeof POSTS;
export const PEOPLE = Object.keys(POSTS) as PersonName[];
