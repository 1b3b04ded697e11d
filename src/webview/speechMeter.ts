import openIcon from '@vscode/codicons/src/icons/circle-slash.svg';
import reachedIcon from '@vscode/codicons/src/icons/pass.svg';
import type { ReportMessage } from '../panel/audioReportProtocol';
import { element, icon } from './dom';

/** How much of the speech that a voice clone needs there is. */
export function speechMeter({ strings, speech }: ReportMessage): HTMLElement {
  const { seconds, text, milestones } = speech;
  const max = Math.max(...milestones.map((milestone) => milestone.seconds));
  const meter = element('meter', { max, value: Math.min(seconds, max) });
  meter.ariaLabel = strings.speech;
  meter.ariaValueText = text;
  const place = (className: string, where: number): HTMLElement => {
    const mark = element('span', { className });
    mark.style.setProperty('--place', `${(100 * Math.min(where, max)) / max}%`);
    return mark;
  };
  const marks = milestones
    .filter((milestone) => milestone.seconds < max)
    .map((milestone) => place('mark', milestone.seconds));
  const items = milestones.map(({ text: words, reached }) =>
    element('li', {}, icon(reached ? reachedIcon : openIcon), words),
  );
  return element(
    'div',
    { className: 'speech' },
    element('div', { className: 'scale' }, place('filled', seconds), meter, ...marks),
    element('ul', {}, ...items),
    element('p', {}, text),
  );
}
