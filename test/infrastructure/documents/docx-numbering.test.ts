/** Word's list numbers: formats, restarts, overrides. */
import { formatCount, ListCounter, type Numbering } from '../../../src/infrastructure/documents/docx-numbering';

test.each([
  [3, 'decimal', '3'],
  [3, 'decimalZero', '03'],
  [12, 'chineseCounting', '十二'],
  [21, 'japaneseCounting', '二十一'],
  [120, 'chineseCounting', '120'],
  [2, 'decimalEnclosedCircleChinese', '②'],
  [3, 'lowerLetter', 'c'],
  [3, 'upperLetter', 'C'],
  [14, 'lowerRoman', 'xiv'],
  [9, 'upperRoman', 'IX'],
])('%d as %s', (n, format, expected) => {
  expect(formatCount(n, format)).toBe(expected);
});

const numbering: Numbering = {
  abstract: new Map([
    [
      'a',
      new Map([
        [0, { start: 1, format: 'chineseCounting', text: '%1、' }],
        [1, { start: 1, format: 'decimal', text: '%1.%2' }],
        [2, { start: 1, format: 'bullet', text: '·' }],
      ]),
    ],
  ]),
  instances: new Map([
    ['1', { abstract: 'a', starts: new Map() }],
    ['2', { abstract: 'a', starts: new Map([[0, 5]]) }],
  ]),
};

test('levels restart under a new parent, and higher levels show their own format', () => {
  const counter = new ListCounter(numbering);
  expect([0, 1, 1, 0, 1].map((level) => counter.next('1', level))).toEqual(['一、', '一.1', '一.2', '二、', '二.1']);
});

test('an instance with its own start counts for itself', () => {
  const counter = new ListCounter(numbering);
  expect([counter.next('1', 0), counter.next('2', 0), counter.next('2', 0), counter.next('1', 0)]).toEqual(['一、', '五、', '六、', '二、']);
});

test('bullets and unknown lists print nothing', () => {
  const counter = new ListCounter(numbering);
  expect([counter.next('1', 2), counter.next('9', 0), counter.next('1', 7)]).toEqual(['', '', '']);
});
