/** A form with plain and compound indicators, as the tests of figures use it. */
import { formSchema, type StatisticsForm } from '../../../src/domain/plan/form-model';
import type { z } from 'zod';

export const anyForm = (changes: Partial<z.input<typeof formSchema>> = {}): StatisticsForm =>
  formSchema.parse({
    title: '专项行动统计表',
    indicators: [
      { number: 1, name: '检查经营主体', unit: '户次' },
      { number: 7, name: '立案/结案数', parts: ['立案', '结案'], unit: '件' },
      { number: 8, name: '案值', unit: '万元' },
      { number: 15, name: '受理/审结/判决人数', parts: ['受理', '审结', '判决人数'], unit: '件/件/人', required: false, group: '司法' },
      { number: 16, name: '在办案件', unit: '件', accumulation: 'STOCK', required: false },
    ],
    ...changes,
  });
