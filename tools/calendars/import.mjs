// Writes calendars/china.yaml from the npm package chinese-days, after comparing every day with holiday-calendar.
// Run: npm ci && npm run import. Same versions, same file. A later year is imported only when both lists agree on it.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

// Before this year holiday-calendar has days that the notices do not bear out (16 June 2018, a Saturday without any
// exchange, as worked); chinese-days is followed there, and the differing days are named in the file.
const agreedFrom = 2019;
const fullNames = { 清明: '清明节', 端午: '端午节', 中秋: '中秋节' };

const here = import.meta.dirname;
const main = packageOf('chinese-days');
const check = packageOf('holiday-calendar');
const notices = readJson(join(here, 'notices.json'));

const yearFiles = readdirSync(join(main.root, 'dist/years')).filter(name => name.endsWith('.json')).sort();
const years = yearFiles.map(name => readYear(Number(name.slice(0, 4))));
const differing = years.flatMap(differingDays);
const fresh = differing.filter(day => Number(day.slice(0, 4)) >= agreedFrom);
if (fresh.length > 0) {
  console.error(`chinese-days ${main.version} and holiday-calendar ${check.version} contradict each other on:\n${fresh.join('\n')}`);
  process.exit(1);
}

const target = join(here, '../../calendars/china.yaml');
writeFileSync(target, [...head(), ...years.flatMap(yearLines), ''].join('\n'));
console.log(`${target}: ${years.length} years, ${differing.length} days before ${agreedFrom} on which the lists differ`);

function packageOf(name) {
  const root = join(here, 'node_modules', name);
  const { version, license } = readJson(join(root, 'package.json'));
  return { name, root, version, license };
}

function readJson(path) {
  return JSON.parse(readFileSync(path, 'utf8'));
}

function readYear(year) {
  const { holidays, workdays } = readJson(join(main.root, `dist/years/${year}.json`));
  return { year, holidays: named(holidays), workdays: named(workdays) };
}

// An entry reads "National Day,国庆节,3"; days in lieu stand among the holidays already.
function named(entries) {
  return new Map(Object.entries(entries).sort().map(([date, text]) => {
    const name = text.split(',')[1];
    return [date, fullNames[name] ?? name];
  }));
}

function differingDays({ year, holidays, workdays }) {
  const { dates } = readJson(join(check.root, `data/CN/${year}.json`));
  const ofType = type => new Map(dates.filter(day => day.type === type).map(day => [day.date, day.name]));
  const other = { holidays: ofType('public_holiday'), workdays: ofType('transfer_workday') };
  return daysOf(year).filter(day => isWorked({ holidays, workdays }, day) !== isWorked(other, day));
}

function daysOf(year) {
  const days = [];
  for (let at = Date.UTC(year, 0, 1); at < Date.UTC(year + 1, 0, 1); at += 86_400_000) {
    days.push(new Date(at).toISOString().slice(0, 10));
  }
  return days;
}

function isWorked({ holidays, workdays }, day) {
  const isWeekend = [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());
  return workdays.has(day) || (!holidays.has(day) && !isWeekend);
}

function head() {
  return [
    '# Statutory holidays of China and the weekend days worked in exchange. Written by tools/calendars/import.mjs; do not edit.',
    '# Dates stand in the year they lie in, also when the notice of the next year announced them. Ranges include both ends.',
    'provenance:',
    `  source: npm ${main.name}`,
    `  version: ${main.version}`,
    `  licence: ${main.license}`,
    `  checked-against: npm ${check.name} ${check.version} (${check.license}); no differing day since ${agreedFrom}`,
    `  differing-days: [${differing.join(', ')}]`,
    'years:',
  ];
}

function yearLines({ year, holidays, workdays }) {
  return [
    `  ${year}:`,
    ...(notices[year] ? [`    notice: ${notices[year]}`] : []),
    '    holidays:',
    ...group(holidays).map(([name, ranges]) => `      ${name}: ${flow(ranges)}`),
    '    make-up-workdays:',
    ...group(workdays).map(([name, ranges]) => `      ${name}: ${flow(ranges)}`),
  ];
}

function flow(ranges) {
  const texts = ranges.map(([first, last]) => (first === last ? first : `${first}..${last}`));
  return texts.length === 1 ? texts[0] : `[${texts.join(', ')}]`;
}

// name → runs of consecutive days, in the order of the first day
function group(days) {
  const groups = new Map();
  for (const [date, name] of days) {
    const ranges = groups.get(name) ?? groups.set(name, []).get(name);
    const run = ranges.at(-1);
    if (run && Date.parse(date) - Date.parse(run[1]) === 86_400_000) {
      run[1] = date;
    } else {
      ranges.push([date, date]);
    }
  }
  return [...groups];
}
