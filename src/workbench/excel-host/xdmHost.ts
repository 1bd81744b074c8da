import type { HostMessage, ProcessQuery } from './richApi/messages';
import type { RichApi } from './richApi/richApiHost';
import { appContext, conversationOf } from './xdm/appContext';
import type { AddInIdentity } from './xdm/appContext';
import { DocumentFile } from './xdm/documentFile';
import { ActionKind, MessageType, parseRequest, ResponseKind } from './xdm/envelope';
import type { XdmReply, XdmRequest } from './xdm/envelope';
import { NOT_SUPPORTED, officeErrorNumber } from './xdm/officeErrors';

/** The frame as the host sees it; `openAddInFrame` makes one of a real iframe. */
export interface FramePort {
  /** The origin of the page around the frame. */
  readonly origin: string;
  post(text: string, targetOrigin: string): void;
}

/** The document settings, JSON text by key. */
export interface SettingsPort {
  load(): Iterable<readonly [string, string]>;
  save(settings: readonly (readonly [string, string])[]): void;
}

/** Plays Excel on the web for one add-in: the postMessage protocol office.js speaks with the page around its frame. */
export class XdmHost {
  private readonly eventCorrelations = new Map<string, number>();
  private readonly stopListening: () => void;
  private addInOrigin = '*';

  constructor(
    private readonly host: RichApi,
    private readonly addIn: AddInIdentity,
    private readonly settings: SettingsPort,
    private readonly frame: FramePort,
    private readonly file = new DocumentFile(),
  ) {
    this.stopListening = host.onMessages((messages) => this.sendEvent('richApiMessage', richApiMessage(messages)));
  }

  /** Give every message of the frame's window; whatever is not of this conversation is ignored. */
  receive(text: unknown, origin: string): void {
    const request = parseRequest(text);
    if (!request || request._conversationId !== conversationOf(this.addIn)) return;
    this.addInOrigin = origin;
    void this.answer(request);
  }

  /** A button of the ribbon runs a function of the add-in. */
  invokeCommand(commandId: string, functionName: string): void {
    this.sendEvent('appCommandInvoked', [commandId, functionName, JSON.stringify({ source: { id: commandId } })]);
  }

  dispose(): void {
    this.stopListening();
  }

  private async answer(request: XdmRequest): Promise<void> {
    if (request._actionType === ActionKind.registerEvent) {
      this.eventCorrelations.set(request._actionName, request._correlationId);
      return this.reply(request, { Error: 0 });
    }
    if (request._actionType === ActionKind.unregisterEvent) {
      this.eventCorrelations.delete(request._actionName);
      return this.reply(request, { Error: 0 });
    }
    switch (request._actionName) {
      case 'ContextActivationManager_getAppContextAsync':
        return this.reply(request, appContext(this.addIn, this.settings.load()));
      case 'ContextActivationManager_notifyHost':
        return; // focus, blur and shortcut keys: nobody waits for an answer
      case 'executeMethod':
        return this.reply(request, { Version: 1, ...(await this.execute(request._data)) });
      default:
        return this.reply(request, null, UNKNOWN_ACTION);
    }
  }

  private async execute(data: unknown): Promise<MethodReply> {
    const { DdaMethod, ArrayData, DdaSettingsMethod, ...given } = data as MethodCall;
    switch (DdaMethod.DispatchId) {
      case Method.richApi:
        return this.richApi(ArrayData ?? []);
      case Method.loadSettings: {
        const settings = [...this.settings.load()].map(([Name, Value]) => ({ Name, Value }));
        return { Error: 0, Properties: { Settings: settings } };
      }
      case Method.saveSettings:
        this.settings.save(DdaSettingsMethod?.Properties ?? []);
        return { Error: 0 };
      case Method.openFile:
        return this.file.open(given[FileCall.type], given[FileCall.sliceSize]);
      case Method.readSlice:
        return this.file.slice(given[FileCall.handle], given[FileCall.sliceIndex]);
      case Method.closeFile:
        return this.file.close(given[FileCall.handle]);
      case Method.commandCompleted:
        return { Error: 0 };
      default:
        return { Error: NOT_SUPPORTED };
    }
  }

  private async richApi(call: unknown[]): Promise<MethodReply> {
    const query = JSON.parse(String(call[RichApiCall.body])) as ProcessQuery;
    const answer = await this.host.answer(query, {
      flags: Number(call[RichApiCall.flags]),
      partition: String(call[RichApiCall.partition] ?? ''),
    });
    if (answer.kind === 'refused') return { Error: officeErrorNumber(answer.code) };
    return { Error: 0, Data: [200, [], JSON.stringify(answer.response)] };
  }

  private reply(request: XdmRequest, data: unknown, errorCode = 0): void {
    const { _actionName, _correlationId } = request;
    this.send({ _actionName, _correlationId, _data: data, _errorCode: errorCode, _responseType: ResponseKind.answer });
  }

  private sendEvent(name: string, data: unknown): void {
    const correlation = this.eventCorrelations.get(name);
    if (correlation === undefined) return; // the add-in does not listen (yet)
    const event = { _actionName: name, _correlationId: correlation, _data: data };
    this.send({ ...event, _errorCode: 0, _responseType: ResponseKind.event });
  }

  private send(
    content: Pick<XdmReply, '_actionName' | '_correlationId' | '_data' | '_errorCode' | '_responseType'>,
  ): void {
    const envelope: XdmReply = {
      _messageType: MessageType.reply,
      _conversationId: conversationOf(this.addIn),
      _origin: this.frame.origin,
      _serializerVersion: 1,
      ...content,
    };
    this.frame.post(JSON.stringify(envelope), this.addInOrigin);
  }
}

const Method = {
  loadSettings: 75,
  saveSettings: 76,
  openFile: 77,
  readSlice: 80,
  closeFile: 81,
  richApi: 93,
  commandCompleted: 94,
} as const;
/** Positions among the arguments of a call about the open file. */
const FileCall = { type: 0, sliceSize: 1, handle: 2, sliceIndex: 3 } as const;
/** Positions in the array of a rich-API call. */
const RichApiCall = { partition: 0, body: 4, flags: 6 } as const;
const UNKNOWN_ACTION = -2;

interface MethodCall {
  readonly [position: number]: unknown;
  DdaMethod: { DispatchId: number };
  ArrayData?: unknown[];
  DdaSettingsMethod?: { Properties?: [string, string][] };
}
interface MethodReply {
  /** 0, or the number of an Office error. */
  Error: number;
  Data?: unknown[];
  Properties?: object;
  readonly 0?: unknown;
  readonly 1?: unknown;
}

function richApiMessage(messages: HostMessage[]) {
  return {
    ArrayData: messages.map(({ messageCategory, messageType, targetId, message }) => [
      messageCategory,
      messageType,
      targetId,
      message,
      0,
    ]),
  };
}
