import * as vscode from 'vscode';

/** "1 h 52 min", "2 h", "4 min 10 s", "12 s": two units at most, rounded down. */
export function durationText(seconds: number): string {
  const { l10n } = vscode;
  const whole = Math.max(0, Math.floor(seconds));
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
  if (hours > 0 && minutes === 0) return l10n.t('{0} h', hours);
  if (hours > 0) return l10n.t('{0} h {1} min', hours, minutes);
  if (minutes >= 10) return l10n.t('{0} min', minutes);
  return minutes > 0 ? l10n.t('{0} min {1} s', minutes, whole % 60) : l10n.t('{0} s', whole);
}
