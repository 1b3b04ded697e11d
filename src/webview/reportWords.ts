import type { ReportStrings } from '../panel/audioReportProtocol';
import { countText, fill } from './page';

/** What the parts of the report share. */
export interface ReportContext {
  readonly strings: ReportStrings;
  /** Language of VS Code, for numbers and sizes. */
  readonly locale: string;
}

/** "1 h 52 min", "4 min 10 s", "4.2 s": two units at most, rounded down. */
export function durationText(
  seconds: number,
  { strings, locale }: { strings: DurationStrings; locale: string },
): string {
  if (seconds < 60) {
    const digits = seconds < 1 ? 100 : 10;
    return fill(strings.seconds, number(Math.floor(seconds * digits) / digits, locale));
  }
  const [minutes, rest] = [Math.floor(seconds / 60), Math.floor(seconds % 60)];
  if (minutes >= 60) {
    const hours = number(Math.floor(minutes / 60), locale);
    if (minutes % 60 === 0) return fill(strings.hours, hours);
    return fill(strings.hoursMinutes, hours, number(minutes % 60, locale));
  }
  if (rest === 0) return fill(strings.minutes, number(minutes, locale));
  return fill(strings.minutesSeconds, number(minutes, locale), number(rest, locale));
}

type DurationStrings = Pick<
  ReportStrings,
  'seconds' | 'minutes' | 'minutesSeconds' | 'hours' | 'hoursMinutes'
>;

/** "44.1 kHz". */
export function sampleRateText(hertz: number, { strings, locale }: ReportContext): string {
  if (hertz < 1000) return fill(strings.hertz, number(hertz, locale));
  return fill(strings.kilohertz, (hertz / 1000).toLocaleString(locale));
}

export function channelsText(channels: number, { strings, locale }: ReportContext): string {
  if (channels === 1) return strings.mono;
  return channels === 2 ? strings.stereo : number(channels, locale);
}

export function filesText(count: number, { strings, locale }: ReportContext): string {
  return count === 1 ? strings.oneFile : fill(strings.manyFiles, countText(count, locale));
}

function number(value: number, locale: string): string {
  return value.toLocaleString(locale, { maximumFractionDigits: 2 });
}
