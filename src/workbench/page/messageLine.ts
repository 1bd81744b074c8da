import { columnName } from '../excel-host/address';
import type { FunctionBridge } from '../excel-host/functionBridge';
import type { Grid } from '../grid/createGrid';
import type { UniverStore } from '../grid/univerStore';
import { callBeingTyped } from './callBeingTyped';
import { pageElement } from './pageElement';

const HINT = 'Try =LLMCOST("gpt-5.1",1200,300) in any cell. F6 moves between the sheet and the pane.';

/** For errors that no function of ours has explained. */
const NATIVE_ERRORS: Readonly<Record<string, string>> = {
  '#GETTING_DATA': 'Waiting for the add-in’s answer.',
  '#DIV/0!': 'The formula divides by zero or by an empty cell.',
  '#NAME?': 'The formula uses a name that is not known here: check its spelling, and put model names in quotes.',
  '#REF!': 'The formula refers to cells that are no longer there.',
  '#SPILL!': 'The answer needs several cells and one of them is not empty: clear the cells below and to the right.',
  '#N/A': 'There is no such value: the add-in or a look-up found nothing.',
  '#VALUE!': 'An argument is missing, of the wrong kind (text where a number belongs), or one too many.',
  '#NUM!': 'A number is too large or too small for this formula.',
  '#NULL!': 'The formula joins ranges that do not meet.',
};

/** The line under the sheet: the argument that is being typed, or the sentence behind the selected cell's error. */
export function connectMessageLine(
  { store, onTyping }: Pick<Grid, 'store' | 'onTyping'>,
  bridge: Pick<FunctionBridge, 'find' | 'sentenceAt'>,
): void {
  let typing: Message | null = null;
  const update = () => showMessage(typing ?? messageAt(store, bridge));
  onTyping((text) => {
    typing = text === null ? null : argumentMessage(text, bridge);
    update();
  });
  store.onSelection(update);
  store.onCalculated(update);
  update();
}

function argumentMessage(text: string, bridge: Pick<FunctionBridge, 'find'>): Message | null {
  const call = callBeingTyped(text);
  const info = call && bridge.find(call.functionName);
  if (!info) return null;
  const parameter = info.parameters[call.position];
  if (!parameter) return { where: info.name, sentence: `takes ${info.parameters.length} arguments`, isError: true };
  return { where: parameter.name, sentence: parameter.description ?? '', isError: false };
}

/** What a call of ours is that was refused before the add-in was asked: Excel does not even let one enter it. */
function argumentsNeeded(formula: string | undefined, bridge: Pick<FunctionBridge, 'find'>): string | undefined {
  const [, name] = /^=\s*([A-Za-z][\w.]*)\s*\(/.exec(formula ?? '') ?? [];
  const info = name === undefined ? undefined : bridge.find(name.toUpperCase());
  if (!info) return undefined;
  const needed = info.parameters.filter(({ optional }) => !optional).map((parameter) => parameter.name);
  const most = info.parameters.length;
  return `${info.name} needs ${needed.join(', ') || 'nothing'}, with commas between them, and takes at most ${most} arguments.`;
}

interface Message {
  readonly where?: string;
  readonly sentence: string;
  readonly isError: boolean;
}

function messageAt(store: UniverStore, bridge: Pick<FunctionBridge, 'find' | 'sentenceAt'>): Message {
  const { sheet, rect } = store.selection();
  const [[cell]] = store.read(sheet, { ...rect, rows: 1, cols: 1 });
  if (!cell.error) return { sentence: HINT, isError: false };
  const sentence =
    bridge.sentenceAt(sheet, rect.row, rect.col) ??
    (cell.value === '#VALUE!' ? argumentsNeeded(cell.formula, bridge) : undefined) ??
    NATIVE_ERRORS[String(cell.value)] ??
    '';
  return { where: `${columnName(rect.col)}${rect.row + 1} is ${cell.value}`, sentence, isError: true };
}

function showMessage({ where, sentence, isError }: Message): void {
  const line = pageElement('message');
  const text = where ? `${where} ${sentence}` : sentence;
  if (line.textContent === text) return; // a screen reader would say it again
  line.classList.toggle('wb-message-error', isError);
  line.replaceChildren();
  if (where) {
    const label = document.createElement('span');
    label.className = 'wb-message-where';
    label.textContent = `${where} `;
    line.append(label);
  }
  line.append(sentence);
}
