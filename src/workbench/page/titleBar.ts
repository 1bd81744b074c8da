import { excelSteps } from './excelSteps';
import { pageElement } from './pageElement';

const WITHOUT_PANE = 'wb-page-without-pane';

export function sayStatus(sentence: string, state: 'starting' | 'ready' | 'failed'): void {
  const status = pageElement('status');
  status.textContent = sentence;
  status.classList.toggle('wb-status-ready', state === 'ready');
  status.classList.toggle('wb-status-failed', state === 'failed');
}

/** The pane keeps running while it is hidden, as in Excel. */
export function showPane(shown: boolean): void {
  document.body.classList.toggle(WITHOUT_PANE, !shown);
  pageElement('pane-toggle').setAttribute('aria-expanded', String(shown));
  window.dispatchEvent(new Event('resize')); // the grid measures itself then
}

export function isPaneShown(): boolean {
  return !document.body.classList.contains(WITHOUT_PANE);
}

export function connectTitleBar(): void {
  pageElement('pane-toggle').addEventListener('click', () => showPane(!isPaneShown()));
  const dialog = pageElement<HTMLDialogElement>('excel-dialog');
  pageElement('load-in-excel').addEventListener('click', () => dialog.showModal());
  pageElement('excel-steps').append(
    ...excelSteps(location.origin).flatMap(({ platform, steps }) => [
      textElement('h3', 'wb-dialog-platform', platform),
      listElement(steps),
    ]),
  );
}

function listElement(steps: readonly string[]): HTMLElement {
  const list = textElement('ol', 'wb-dialog-steps', '');
  list.append(...steps.map((step) => textElement('li', 'wb-dialog-step', step)));
  return list;
}

function textElement(tag: string, className: string, text: string): HTMLElement {
  const made = document.createElement(tag);
  made.className = className;
  made.textContent = text;
  return made;
}
