import { bodyOf, unitOf, type Running } from '../campaign';
import type { Cast } from '../cast';
import { expect, present, refused } from '../expectations';
import { civilDay } from '../notice';
import type { Tour } from '../tour';

/** Act 9: a member of the task force is replaced, and it meets. */
export async function theBody(tour: Tour, { coordinator, housing }: Cast, campaign: Running): Promise<void> {
  tour.act('工作专班', 'The task force');
  const today = civilDay(tour.now);

  await tour.step(coordinator, '更换成员', 'Replaces a member', async () => {
    const body = await bodyOf(coordinator, campaign);
    const member = present(
      body.members.find(({ unit }) => unit?.id === unitOf(housing).id),
      'member of the bureau of housing',
    );
    const successor = { name: '叶疏桐', post: '市住建局总工程师', unit: unitOf(housing).id, from: today, reason: '工作调整' };
    const changed = await coordinator.does('coordinatingBody', 'replaceBodyMember', body, { member: member.id, ...successor });
    const former = changed.members.find(({ id }) => id === member.id);
    expect(former?.until !== null, '原成员应已卸任。The former member should have left.');
    return `${member.name}（${member.from} 至 ${former?.until}）→ ${successor.name}（${today} 起），历任均可查`;
  });

  await tour.step(coordinator, '登记尚未召开的会议', 'Records a meeting that was not held yet', async () => {
    const body = await bodyOf(coordinator, campaign);
    const sent = await coordinator.act('coordinatingBody', 'holdBodyMeeting', body, {
      on: civilDay(tour.now, 30),
      kind: 'PROMOTION',
      title: '推进会',
    });
    return `拒绝：${refused(sent, 'EVENT_REFUSED', 'DATE_IN_FUTURE').message}`;
  });

  await tour.step(coordinator, '召开调度会', 'Holds a meeting', async () => {
    const body = await bodyOf(coordinator, campaign);
    const attendees = body.members.filter(({ until }) => until === null).map(({ id }) => id);
    const input = { on: today, kind: 'SCHEDULING', title: '第一次调度会', attendees, minutes: '通报进展，明确牵头单位每周报送' };
    const held = await coordinator.does('coordinatingBody', 'holdBodyMeeting', body, input);
    const meeting = present(held.meetings.at(-1), 'meeting');
    expect(meeting.attendees.length === attendees.length, '出席人数不符。The attendance is another one.');
    return `${meeting.on} ${meeting.title}，${meeting.attendees.length}人出席，纪要已存`;
  });
}
