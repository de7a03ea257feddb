/** A statistics form that an office keeps as a workbook, proposed for a plan: nothing is saved, the coordinator saves the plan with it. */
import type { StatisticsForm } from '../../domain/plan/form-model';
import { readForm, type FormDiagnostic } from '../../domain/workbook';
import { forbidden, mayWritePlansOf } from '../policy';
import type { Viewer } from '../ports/viewer';
import type { WorkbookFileFault, Workbooks } from '../ports/workbooks';
import { done, type Answer } from '../refusal';
import { standardRefusal } from '../refusal-codes';

export interface ReadFormWorkbook {
  /** The office in whose name it is read. */
  unitId: string;
  name: string;
  content: Buffer;
}

export interface ProposedForm {
  /** null: there is no table of indicators in it. */
  form: StatisticsForm | null;
  diagnostics: FormDiagnostic[];
}

export async function readFormWorkbook(
  { workbooks }: { workbooks: Pick<Workbooks, 'read'> },
  viewer: Viewer,
  { unitId, name, content }: ReadFormWorkbook,
): Promise<Answer<ProposedForm, WorkbookFileFault | 'FORBIDDEN'>> {
  if (!mayWritePlansOf(viewer, unitId)) return forbidden('WRITE_PLANS');
  const raw = await workbooks.read(content, name);
  if (!raw.ok) return { ok: false, refusal: { ...standardRefusal(raw.code, { ...raw.data, path: ['content'] }), code: raw.code } };
  return done(readForm(raw.value));
}
