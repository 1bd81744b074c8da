import type { RichApi } from '../richApi/richApiHost';
import type { FramePort, SettingsPort } from '../xdmHost';
import { XdmHost } from '../xdmHost';
import type { AddInIdentity } from './appContext';
import { frameName } from './appContext';
import type { DocumentFile } from './documentFile';

export interface AddInFrame {
  readonly element: HTMLIFrameElement;
  readonly xdm: XdmHost;
  close(): void;
}

/** Puts the add-in's page into `parent` and answers its office.js. */
export function openAddInFrame(
  parent: HTMLElement,
  url: string,
  host: RichApi,
  addIn: AddInIdentity,
  settings: SettingsPort,
  file: DocumentFile,
): AddInFrame {
  const element = document.createElement('iframe');
  element.name = frameName(addIn, location.origin);
  element.title = addIn.name;
  const page: FramePort = {
    origin: location.origin,
    post: (text, targetOrigin) => element.contentWindow?.postMessage(text, targetOrigin),
  };
  const xdm = new XdmHost(host, addIn, settings, page, file);
  const listen = (event: MessageEvent<unknown>) => {
    if (event.source === element.contentWindow) xdm.receive(event.data, event.origin);
  };
  window.addEventListener('message', listen);
  element.src = url;
  parent.append(element);
  const close = () => {
    window.removeEventListener('message', listen);
    xdm.dispose();
    element.remove();
  };
  return { element, xdm, close };
}
