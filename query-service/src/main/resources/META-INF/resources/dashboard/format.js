const WHOLE = new Intl.NumberFormat('en');
const SHORT = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 });

export function count(number) {
  return WHOLE.format(number);
}

export function shortCount(number) {
  return number < 10000 ? WHOLE.format(number) : SHORT.format(number);
}

/** A rate with as many digits as it has meaning. */
export function rate(perSecond) {
  if (perSecond === 0) return '0';
  if (perSecond < 0.01) return '< 0.01';
  return perSecond < 10 ? perSecond.toFixed(2) : perSecond < 100 ? perSecond.toFixed(1) : shortCount(Math.round(perSecond));
}

export function share(part, whole) {
  if (!whole || !part) return '0 %';
  const percent = (100 * part) / whole;
  return percent < 0.01 ? '< 0.01 %' : percent < 10 ? percent.toFixed(2) + ' %' : percent.toFixed(1) + ' %';
}

/** Milliseconds as a person says them. */
export function duration(millis) {
  if (millis === null || millis === undefined) return '–';
  if (millis < 1) return millis.toFixed(2) + ' ms';
  if (millis < 10) return millis.toFixed(1) + ' ms';
  if (millis < 1000) return Math.round(millis) + ' ms';
  if (millis < 60000) return (millis / 1000).toFixed(millis < 10000 ? 2 : 1) + ' s';
  if (millis < 3600000) return Math.floor(millis / 60000) + ' min ' + Math.round((millis % 60000) / 1000) + ' s';
  return Math.floor(millis / 3600000) + ' h ' + Math.round((millis % 3600000) / 60000) + ' min';
}

/** The same for the round numbers beside a chart. */
export function roundDuration(millis) {
  return millis < 1000 ? millis + ' ms' : WHOLE.format(millis / 1000) + ' s';
}

export function bytes(size) {
  if (size === undefined) return '–';
  if (size < 1000) return size + ' B';
  const units = ['kB', 'MB', 'GB', 'TB'];
  let unit = -1;
  let rest = size;
  while (rest >= 1000 && unit < units.length - 1) {
    rest /= 1000;
    unit++;
  }
  return rest.toFixed(rest < 10 ? 1 : 0) + ' ' + units[unit];
}

/** The start of an id; ids that start with a time differ in their ends, so those are shown for them. */
export function shortId(id) {
  return id[14] === '7' ? '…' + id.slice(-8) : id.slice(0, 8);
}

export function plural(number, one, many = one + 's') {
  return count(number) + ' ' + (number === 1 ? one : many);
}
