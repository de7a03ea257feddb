/** What is owed: words of a reporting rule to kinds of reports. A noun phrase is classed by its last word (工作情况统计表 is statistics). */
import type { ReportKind } from '../plan/model';

const KINDS: [RegExp, ReportKind][] = [
  [/(?:联络员|联络人|联系人(?!:)|联络|负责人)(?:[^、,;。()]{0,8}(?:名单|信息表|名册|表|信息))|联络员|联络人/, 'LIAISON_ROSTER'],
  [/实施方案|工作方案|行动方案|整治方案|具体方案|实施计划|工作计划|实施细则|具体措施|(?:制定|制订)的?方案|方案/, 'IMPLEMENTATION_PLAN'],
  [
    /统计表|报表|统计数据|数据|台账|台帐|情况表|进展表|汇总表|调度表|进度表|清单|统计|月报表|附表|表格|登记表|一览表|(?<=[\u4e00-\u9fff]{2})数(?:量)?(?=(?:上|填)?报|$)/,
    'STATISTICS',
  ],
  [/(?<!小)总结(?:报告|材料|情况)?/, 'FINAL_SUMMARY'],
  [/小结|工作情况|进展|进度|情况|信息(?!报送|公开|公示|系统|中心|化)|报告|动态|简报|做法|成效|案例|材料|月报|周报|问题/, 'NARRATIVE'],
];
const BREAK = /[、,;()]|以及|和|及|与/;

/** Kinds in the order of printing, each once. */
export const kindsIn = (text: string): ReportKind[] => {
  const found: ReportKind[] = [];
  for (const phrase of text.split(BREAK)) {
    let best: { kind: ReportKind; end: number } | null = null;
    for (const [pattern, kind] of KINDS) {
      const all = [...phrase.matchAll(new RegExp(pattern, 'g'))].at(-1);
      if (!all) continue;
      const end = all.index + all[0].length;
      if (best === null || end > best.end) best = { kind, end };
    }
    if (best && !found.includes(best.kind)) found.push(best.kind);
  }
  return found;
};

const LABELS: Record<ReportKind, string> = {
  STATISTICS: '统计表',
  NARRATIVE: '工作情况',
  LIAISON_ROSTER: '联络员名单',
  IMPLEMENTATION_PLAN: '实施方案',
  FINAL_SUMMARY: '工作总结',
};

/** A title for what is owed where the notice only refers back to it (以上材料). */
export const labelOfKinds = (kinds: readonly ReportKind[]): string => kinds.map((k) => LABELS[k]).join('、');
