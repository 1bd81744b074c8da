/** The messages between office.js in a frame and the page around it: JSON text sent with postMessage. */
export interface XdmRequest {
  _messageType: number;
  _actionType: number;
  _actionName: string;
  _conversationId: string;
  _correlationId: number;
  _data: unknown;
}

export interface XdmReply {
  _messageType: typeof MessageType.reply;
  _responseType: number;
  _errorCode: number;
  _actionName: string;
  _conversationId: string;
  _correlationId: number;
  _origin: string;
  _serializerVersion: 1;
  _data: unknown;
}

export const MessageType = { request: 0, reply: 1 } as const;
export const ActionKind = { call: 0, registerEvent: 1, unregisterEvent: 2 } as const;
export const ResponseKind = { answer: 0, event: 1 } as const;

/** Null when the text is something else that was posted to the window. */
export function parseRequest(text: unknown): XdmRequest | null {
  if (typeof text !== 'string') return null;
  try {
    const message: unknown = JSON.parse(text);
    return isRequest(message) ? message : null;
  } catch {
    return null;
  }
}

function isRequest(message: unknown): message is XdmRequest {
  return (
    typeof message === 'object' &&
    message !== null &&
    '_messageType' in message &&
    message._messageType === MessageType.request &&
    '_actionName' in message &&
    typeof message._actionName === 'string'
  );
}
