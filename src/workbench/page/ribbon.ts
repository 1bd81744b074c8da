import type { XdmHost } from '../excel-host/xdmHost';
import { pageElement } from './pageElement';

const MANIFEST = '/manifest.xml';
const RESOURCES = 'http://schemas.microsoft.com/office/officeappbasictypes/1.0';

/** The ribbon's buttons that run a function of the add-in, as its manifest describes them. */
export async function connectRibbon(xdm: Pick<XdmHost, 'invokeCommand'>): Promise<void> {
  const manifest = new DOMParser().parseFromString(await (await fetch(MANIFEST)).text(), 'application/xml');
  const resources = new Map(
    [...manifest.getElementsByTagNameNS(RESOURCES, '*')].map((each) => [
      each.id,
      each.getAttribute('DefaultValue') ?? '',
    ]),
  );
  const resource = (parent: Element, path: string) =>
    resources.get(parent.querySelector(path)?.getAttribute('resid') ?? '') ?? '';
  for (const control of manifest.getElementsByTagName('Control')) {
    const functionName = control.querySelector('FunctionName')?.textContent;
    if (!functionName) continue;
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'wb-ribbon-button';
    button.title = resource(control, 'Supertip > Description');
    const icon = document.createElement('img');
    icon.alt = '';
    icon.width = icon.height = 20;
    icon.src = new URL(resource(control, 'Icon > [size="20"]')).pathname;
    button.append(icon, resource(control, 'Label'));
    button.addEventListener('click', () => xdm.invokeCommand(control.id, functionName));
    pageElement('ribbon').append(button);
  }
}
