/** How a form differs from the one that a workbook was made of, as far as its cells go. */
import type { Cell } from '../statistics';
import type { IdentifiedCell } from './identity';

export interface FormChange {
  key: string;
  words: { zh: string; en: string };
}

export function formChanges(before: readonly IdentifiedCell[], now: readonly Cell[]): FormChange[] {
  const cells = new Map(now.map((cell) => [cell.key, cell]));
  const known = new Set(before.map(({ key }) => key));
  return [
    ...before.flatMap((old) => changesOf(old, cells.get(old.key))),
    ...now.flatMap(({ key, label }) => (known.has(key) ? [] : [change(key, `新增${key}“${label}”`, `${key} "${label}" is new`)])),
  ];
}

const change = (key: string, zh: string, en: string): FormChange => ({ key, words: { zh, en } });

function changesOf(old: IdentifiedCell, cell: Cell | undefined): FormChange[] {
  const { key, label, unit, decimals } = old;
  if (!cell) return [change(key, `取消${key}“${label}”`, `${key} "${label}" is gone`)];
  const changes: FormChange[] = [];
  if (cell.label !== label) changes.push(change(key, `${key}“${label}”改为“${cell.label}”`, `${key} "${label}" is now "${cell.label}"`));
  if (cell.unit !== unit)
    changes.push(change(key, `${key}计量单位由“${unit}”改为“${cell.unit}”`, `${key} is measured in "${cell.unit}", no longer in "${unit}"`));
  if (cell.decimals !== decimals)
    changes.push(change(key, `${key}小数位数由${decimals}改为${cell.decimals}`, `${key} takes ${cell.decimals} decimals, no longer ${decimals}`));
  return changes;
}
