/** The people of the demonstration, by the codes of the units in examples/units/yunxi.json. Posts and no names: nobody is meant. */
import type { Role } from '../ports/viewer';

export interface DemoPerson {
  userName: string;
  displayName: string;
  /** Each with the code of the unit it names; null for a role that names nothing. */
  roles: readonly { role: Role; unit: string | null }[];
}

/** The office of the demonstration's coordinating bodies, which owns their campaigns. */
export const DEMO_OFFICE = 'YX-02';

/** code, what user names begin with, what the unit is called in the names of its people */
const UNITS: readonly (readonly [code: string, key: string, called: string])[] = [
  ['YX-01', 'zhengfuban', '市政府办'],
  ['YX-02', 'shijian', '市市场监管局'],
  ['YX-03', 'gongan', '市公安局'],
  ['YX-04', 'nongye', '市农业农村局'],
  ['YX-05', 'jiaoti', '市教体局'],
  ['YX-06', 'ziran', '市自然资源和规划局'],
  ['YX-07', 'linye', '市林业发展中心'],
  ['YX-08', 'weijian', '市卫健局'],
  ['YX-09', 'weijian.dadui', '市卫生综合执法大队'],
  ['YX-10', 'zhujian', '市住建局'],
  ['YX-11', 'gongxin', '市工信局'],
  ['YX-12', 'wenlv', '市文旅局'],
  ['YX-13', 'fayuan', '市法院'],
  ['YX-14', 'jianchayuan', '市检察院'],
  ['YX-15', 'yuqing', '市互联网舆情中心'],
  ['YX-16', 'youzheng', '市邮政业发展服务中心'],
  ['YX-17', 'huanjing', '生态环境云溪分局'],
  ['YX-18', 'huanjing.dadui', '市环境监察大队'],
  ['YX-19', 'sifa', '市司法局'],
  ['YX-20', 'shangwu', '市商务局'],
  ['YX-21', 'chengguan', '市综合行政执法局'],
  ['YX-22', 'jiaotong', '市交通运输局'],
  ['YX-23', 'kaifaqu', '开发区管委会'],
  ['YX-02-02', 'shijian.jicha', '市市场监管局执法稽查科'],
  ['YX-02-05', 'shijian.canyin', '市市场监管局餐饮科'],
  ['YX-02-11', 'shijian.dadui', '市场监管执法大队'],
  ['YX-03-01', 'gongan.shihuan', '食药环侦大队'],
  ['YX-T1', 'qinghe', '清河街道'],
  ['YX-T2', 'dongling', '东岭街道'],
  ['YX-T3', 'baishi', '白石镇'],
  ['YX-T4', 'liulin', '柳林镇'],
  ['YX-T5', 'qingshan', '青山镇'],
  ['YX-T6', 'shiqiao', '石桥镇'],
  ['YX-02-S1', 'qinghe.suo', '清河市场监管所'],
  ['YX-02-S2', 'dongling.suo', '东岭市场监管所'],
  ['YX-02-S3', 'baishi.suo', '白石市场监管所'],
  ['YX-02-S4', 'liulin.suo', '柳林市场监管所'],
  ['YX-02-S5', 'qingshan.suo', '青山市场监管所'],
  ['YX-02-S6', 'shiqiao.suo', '石桥市场监管所'],
];

export const demoRoster: readonly DemoPerson[] = [
  { userName: 'coordinator', displayName: '专班办公室协调员', roles: [{ role: 'COORDINATOR', unit: DEMO_OFFICE }] },
  { userName: 'leader', displayName: '专班组长', roles: [{ role: 'LEADER', unit: DEMO_OFFICE }] },
  { userName: 'supervisor', displayName: '督查专员', roles: [{ role: 'SUPERVISOR', unit: DEMO_OFFICE }] },
  { userName: 'auditor', displayName: '安全审计员', roles: [{ role: 'AUDITOR', unit: null }] },
  { userName: 'administrator', displayName: '系统管理员', roles: [{ role: 'SYSTEM_ADMINISTRATOR', unit: null }] },
  ...UNITS.flatMap(([unit, key, called]): DemoPerson[] => [
    { userName: `${key}.head`, displayName: `${called}负责人`, roles: [{ role: 'UNIT_HEAD', unit }] },
    { userName: `${key}.staff`, displayName: `${called}经办人`, roles: [{ role: 'UNIT_STAFF', unit }] },
  ]),
];
