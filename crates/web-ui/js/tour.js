// Shows parts of the page one after another; texts come as they are shown.
import { driver } from 'driver.js';
import 'driver.js/dist/driver.css';
import { still } from './plot.js';

export function start({ steps, next, back, done, progress }) {
  const shown = steps.filter(({ element }) => document.querySelector(element));
  driver({
    animate: !still.matches,
    showProgress: true,
    progressText: progress,
    nextBtnText: next,
    prevBtnText: back,
    doneBtnText: done,
    stagePadding: 4,
    steps: shown.map(({ element, title, text }) => ({ element, popover: { title, description: text } })),
  }).drive();
}
