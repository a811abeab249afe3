import { BarController, BarElement, CategoryScale, Chart, Legend, LinearScale, Tooltip } from 'chart.js';

// Draws the table of Insight as a chart. The numbers, their names and their links are read from the table, which is there without this
// script too.
Chart.register(BarController, BarElement, CategoryScale, LinearScale, Legend, Tooltip);

/**
 * Colours that differ in lightness as well as in hue, so that nobody needs to tell red from green, and a grey print does; the text beside
 * them says the same.
 */
const LIGHT: Readonly<Record<string, string>> = { recovered: '#0b6655', manual: '#8fb8d8', expired: '#b9c2bf', open: '#e08a00' };
const DARK: Readonly<Record<string, string>> = { recovered: '#6fd3bb', manual: '#4a7ea6', expired: '#5d6b66', open: '#f4b740' };

const box = document.getElementById('smc-chart');
const table = document.getElementById('smc-series');
const dark = window.matchMedia('(prefers-color-scheme: dark)');
let chart: Chart | null = null;

function cellsOf(row: HTMLTableRowElement): readonly HTMLTableCellElement[] {
  return Array.from(row.querySelectorAll('td'));
}

function draw(into: HTMLElement, from: HTMLTableElement): void {
  if (chart !== null) chart.destroy();
  const heads = Array.from(from.querySelectorAll<HTMLElement>('th[data-series]'));
  const rows = Array.from(from.tBodies[0] === undefined ? [] : from.tBodies[0].rows);
  const style = getComputedStyle(into);
  const ink = style.getPropertyValue('--smc-minor').trim() || style.color;
  const rule = style.getPropertyValue('--smc-rule').trim();
  // Inside another page we keep to its light.
  const colours = dark.matches && into.closest('.smc-own') !== null ? DARK : LIGHT;
  Chart.defaults.font.family = style.fontFamily;
  Chart.defaults.color = ink;
  const canvas = document.createElement('canvas');
  into.textContent = '';
  into.appendChild(canvas);
  // The first column is the sum of the others.
  const shown = heads.map((head, index) => ({ name: head.dataset.series || '', text: head.textContent || '', index })).slice(1);
  chart = new Chart(canvas, {
    type: 'bar',
    data: {
      labels: rows.map((row) => (row.querySelector('th') as HTMLElement).textContent || ''),
      datasets: shown.map(({ name, text, index }) => ({
        label: text,
        data: rows.map((row) => Number((cellsOf(row)[index] as HTMLElement).dataset.n)),
        backgroundColor: colours[name] || ink,
        borderRadius: 2,
        maxBarThickness: 28,
      })),
    },
    options: {
      animation: false,
      responsive: true,
      maintainAspectRatio: false,
      interaction: { mode: 'index', intersect: false },
      scales: {
        x: { stacked: true, grid: { display: false }, border: { color: rule }, ticks: { maxRotation: 0, autoSkipPadding: 16 } },
        y: {
          stacked: true,
          beginAtZero: true,
          grid: { color: rule },
          border: { display: false },
          ticks: { precision: 0, maxTicksLimit: 6 },
        },
      },
      plugins: { legend: { position: 'bottom', labels: { boxWidth: 12, boxHeight: 12 } } },
      onClick: (event, _elements, drawn) => {
        const [found] = drawn.getElementsAtEventForMode(event.native as Event, 'nearest', { intersect: true }, true);
        if (found === undefined) return;
        const row = rows[found.index];
        const link = row === undefined ? null : (cellsOf(row)[found.datasetIndex + 1] as HTMLElement).querySelector('a');
        if (link !== null) link.click();
      },
    },
  });
}

if (box !== null && table instanceof HTMLTableElement) {
  const again = () => draw(box, table);
  again();
  // The chart says the same: the numbers are folded away until somebody wants them.
  const numbers = table.closest('details');
  if (numbers !== null) numbers.open = false;
  dark.addEventListener('change', again);
  window.addEventListener('beforeprint', () => {
    if (numbers !== null) numbers.open = true;
    if (chart !== null) chart.resize();
  });
}
