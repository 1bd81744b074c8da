import type { HostMessage, ProcessQuery } from '../../src/workbench/excel-host/richApi/messages';
import type { RichApiHost } from '../../src/workbench/excel-host/richApi/richApiHost';

/** The global `_richApiNativeBridge`: the way office.js talks to a host when it is not in a browser. Texts are JSON. */
export interface NativeBridge {
  sendMessageToHost(text: string): void;
  /** Set by office.js. */
  onMessageFromHost: ((text: string) => void) | null;
}

interface BridgeRequest {
  id: number;
  flags: number;
  message: { body: ProcessQuery };
}

const RESPONSE = 2;
const MESSAGES = 3;

export function nativeBridge(host: RichApiHost): NativeBridge {
  const bridge: NativeBridge = {
    onMessageFromHost: null,
    sendMessageToHost: (text) => {
      const { id, flags, message } = JSON.parse(text) as BridgeRequest;
      void host.answer(message.body, { flags }).then((answer) => {
        const isAnswered = answer.kind === 'answered';
        const isBroken = !isAnswered && answer.code === 'ConnectionFailure';
        const body = isAnswered ? answer.response : { error: { code: answer.code, message: answer.message } };
        const reply = {
          statusCode: isAnswered ? 200 : answer.status,
          headers: {},
          body: isBroken ? 'no JSON: the connection broke' : JSON.stringify(body),
        };
        tell({ id, type: RESPONSE, message: reply });
      });
    },
  };
  const tell = (message: object) => setTimeout(() => bridge.onMessageFromHost?.(JSON.stringify(message)), 0);
  host.onMessages((entries: HostMessage[]) => tell({ type: MESSAGES, message: { entries } }));
  return bridge;
}
