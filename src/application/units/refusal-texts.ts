/** How the desk refuses in matters of the unit register, beside what is said in the house's common table of refusals. */
export const unitRefusals = {
  UNIT_NAME_EMPTY: { zh: '请填写单位名称。', en: 'Please give the unit’s name.', meaning: 'The name is empty.' },
  UNIT_CODE_TAKEN: { zh: '单位编码“{code}”已被使用。', en: 'The unit code "{code}" is already in use.', meaning: 'A code names one unit.' },
  UNIT_REGISTER_INVALID: {
    zh: '单位库无法这样修改：{problems}',
    en: 'The register cannot be changed in this way: {problems}',
    meaning: 'Two official names or two parents on one day, dates that cannot be; `data.faults` has every fault.',
  },
  UNIT_UNCHANGED: { zh: '没有变化。', en: 'Nothing would change.', meaning: 'The unit bears this name, or stands there, already on that day.' },
  UNIT_FILE_INVALID: {
    zh: '单位文件有 {count} 处错误：{problems}',
    en: 'The file of units has {count} faults: {problems}',
    meaning: 'Nothing was imported; `data.faults` has every fault with its line.',
  },
  UNIT_NOT_PROPOSED: {
    zh: '方案中没有单位“{name}”。',
    en: 'The plan names no unit "{name}".',
    meaning: 'Only a name that the plan prints can be accepted from it.',
  },
  UNIT_ALREADY_KNOWN: {
    zh: '单位库中已有“{name}”，请直接对应。',
    en: 'The register knows "{name}" already; bind the name to that unit.',
    meaning: '`data.unitIds` are the units it can mean.',
  },
} as const;
