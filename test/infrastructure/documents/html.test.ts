/** Web pages to text. */
import { readNotice } from '../../../src/domain/notice';
import { extractText } from '../../../src/infrastructure/documents';
import { htmlText } from '../../../src/infrastructure/documents/html-text';

test('blocks become lines, entities characters, and what nobody sees is left out', () => {
  const page = `<!DOCTYPE html><html><head><title>页面</title><style>p{}</style></head><body><nav>首页</nav>
    <script>var a = "<p>脚本</p>";</script><h1>石桥县检查方案</h1><!-- 注释 --><div>一、重点&nbsp;任务</div>
    <p>1.检查仓库&ldquo;三项&rdquo;&#8212;&#8212;安全。<br>责任单位：县应急局</p><p style="display:block"> 二、<b>工作</b>要求 </p></body></html>`;
  expect(htmlText(page).split('\n')).toEqual([
    '石桥县检查方案',
    '一、重点\u00a0任务',
    '1.检查仓库“三项”——安全。',
    '责任单位：县应急局',
    '二、工作要求',
  ]);
});

test('a row is a line; a merged cell stands in every row it covers and keeps the columns in place', () => {
  const table = `<table><tr><th>序号</th><th>领域</th><th>任务</th><th>牵头单位</th></tr>
    <tr><td>1</td><td rowspan="2">源头</td><td>查仓库</td><td>县应急局</td></tr>
    <tr><td>2</td><td>查车站</td><td><p>县交通局</p><p>县公安局</p></td></tr>
    <tr><td colspan="2">合计</td><td></td><td>两项</td></tr></table>`;
  expect(htmlText(table).split('\n')).toEqual([
    '序号\t领域\t任务\t牵头单位',
    '1\t源头\t查仓库\t县应急局',
    '2\t源头\t查车站\t县交通局 县公安局',
    '合计\t\t\t两项',
  ]);
});

test('a table that lays out the page is none', () => {
  const page = '<table><tr><td><p>石桥县检查方案</p><table><tr><td>甲</td><td>乙</td></tr></table></td><td>侧栏</td></tr></table>';
  expect(htmlText(page).split('\n')).toEqual(['石桥县检查方案', '甲\t乙', '侧栏']);
});

test('tags never closed, and text in pre, are read as a browser does', () => {
  expect(htmlText('<p>甲<p>乙<table><tr><td>丙<td>丁')).toBe('甲\n乙\n丙\t丁');
  expect(htmlText('<pre>一、任务\n  1.检查</pre>').split('\n')).toEqual(['一、任务', '1.检查']);
});

test('a page in GBK is read as it says, and its task list gives tasks', async () => {
  const head = Buffer.from('<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312"></head><body>');
  // 石桥县 in GB18030
  const page = Buffer.concat([head, Buffer.from([0xca, 0xaf, 0xc7, 0xc5, 0xcf, 0xd8]), Buffer.from('</body></html>')]);
  expect(await extractText(page, '通知.htm')).toEqual({ text: '石桥县', mediaType: 'text/html' });
  const table =
    '<h1>石桥县检查方案</h1><p>一、重点任务</p><table><tr><td>序号</td><td>任务</td><td>牵头单位</td><td>配合单位</td></tr><tr><td>1</td><td>查仓库</td><td>县应急局</td><td>县公安局、县住建局</td></tr></table>';
  const { text } = await extractText(Buffer.from(table), '通知.html');
  expect(readNotice(text, { lint: false }).tasks.map((t) => [t.number, t.title, t.assignments.map((a) => `${a.role} ${a.unit}`)])).toEqual([
    ['一1', '查仓库', ['LEAD 县应急局', 'COOPERATING 县公安局', 'COOPERATING 县住建局']],
  ]);
});
