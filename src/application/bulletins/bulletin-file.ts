/** The paper of a bulletin as a Word file, for whoever may read the bulletin. */
import type { BulletinContext } from '../../../workflows';
import type { OfficialDocuments } from '../ports/official-documents';
import type { Reading } from '../ports/reading';
import type { UnitDirectory } from '../ports/units';
import type { Seen } from '../reading/sight';
import { bulletinPaper } from './bulletin-paper';

export interface BulletinFileDesk {
  officialDocuments: OfficialDocuments;
  reading: Pick<Reading, 'firstOf'>;
  units: Pick<UnitDirectory, 'current'>;
}

export interface BulletinFile {
  name: string;
  mediaType: string;
  content: Buffer;
}

export async function bulletinFile(desk: BulletinFileDesk, { subject }: Seen): Promise<BulletinFile> {
  const [[body], register] = await Promise.all([desk.reading.firstOf([subject.campaignId], 'COORDINATING_BODY'), desk.units.current()]);
  const { words } = subject.snapshot.context as unknown as BulletinContext;
  return {
    name: `${words.title.replace(/[\\/:*?"<>|\s]+/g, '')}.docx`,
    mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    content: await desk.officialDocuments.docx(bulletinPaper(subject, body?.title ?? null, register)),
  };
}
