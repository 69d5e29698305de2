import { preferences } from './preferences.js';

const formats = new Map();

function format(options) {
  const key = JSON.stringify(options) + preferences.utc;
  if (!formats.has(key)) {
    formats.set(key, new Intl.DateTimeFormat('en-GB', { ...options, hourCycle: 'h23', timeZone: preferences.utc ? 'UTC' : undefined }));
  }
  return formats.get(key);
}

const TIME = { hour: '2-digit', minute: '2-digit', second: '2-digit' };
const PRECISE = { ...TIME, fractionalSecondDigits: 3 };
const PRECISIONS = { millisecond: PRECISE, second: TIME, minute: { hour: '2-digit', minute: '2-digit' } };
const DAY = { day: 'numeric', month: 'short' };

export function zoneName() {
  return preferences.utc ? 'UTC' : Intl.DateTimeFormat().resolvedOptions().timeZone;
}

export function day(moment) {
  return format(DAY).format(new Date(moment));
}

export function time(moment) {
  return format(PRECISE).format(new Date(moment));
}

export function minute(moment) {
  return format(PRECISIONS.minute).format(new Date(moment));
}

export function isToday(moment) {
  return day(moment) === day(Date.now());
}

/** To the millisecond, to the second or to the minute; the day too, unless it is today. */
export function moment(when, precision = 'millisecond') {
  const clock = format(PRECISIONS[precision]).format(new Date(when));
  return isToday(when) ? clock : day(when) + ', ' + clock;
}

export function inUtc(when) {
  return new Date(when).toISOString().replace('T', ' ').replace('Z', ' UTC');
}

export function ago(when) {
  const seconds = Math.max(0, Math.round((Date.now() - new Date(when)) / 1000));
  if (seconds < 60) return seconds + ' s ago';
  if (seconds < 3600) return Math.floor(seconds / 60) + ' min ago';
  if (seconds < 86400) return Math.floor(seconds / 3600) + ' h ago';
  return Math.floor(seconds / 86400) + ' d ago';
}

/** The value of a `datetime-local` field in the zone of the page, and back. */
export function toField(when) {
  const date = new Date(when);
  const shifted = preferences.utc ? date : new Date(date.getTime() - date.getTimezoneOffset() * 60000);
  return shifted.toISOString().slice(0, 16);
}

export function fromField(value) {
  return new Date(preferences.utc ? value + 'Z' : value).toISOString();
}
