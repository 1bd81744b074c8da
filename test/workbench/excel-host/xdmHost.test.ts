import { describeShape, HostObject } from '../../../src/workbench/excel-host/richApi/hostObject';
import { RichApiHost } from '../../../src/workbench/excel-host/richApi/richApiHost';
import { conversationOf } from '../../../src/workbench/excel-host/xdm/appContext';
import type { XdmReply } from '../../../src/workbench/excel-host/xdm/envelope';
import { XdmHost } from '../../../src/workbench/excel-host/xdmHost';

const ADD_IN = {
  id: 'add-in',
  name: 'Add-in',
  locale: 'en-US',
  documentUrl: 'https://localhost/Book1.xlsx',
  sets: { ExcelApi: '1.15' },
};
const EMPTY_QUERY = JSON.stringify({ Actions: [], ObjectPaths: {} });

class Nothing extends HostObject {
  readonly shape = describeShape('Nothing');
}

describe('the host of one frame', () => {
  const start = () => {
    const posted: { reply: XdmReply; targetOrigin: string }[] = [];
    const saved: (readonly (readonly [string, string])[])[] = [];
    const host = new RichApiHost({ root: new Nothing() });
    const settings = {
      load: () => [['key', '1']] as const,
      save: (all: (typeof saved)[number]) => void saved.push(all),
    };
    const xdm = new XdmHost(host, ADD_IN, settings, {
      origin: 'https://localhost:1',
      post: (text, targetOrigin) => posted.push({ reply: JSON.parse(text) as XdmReply, targetOrigin }),
    });
    const ask = async (action: string, data: unknown, rest: object = {}) => {
      const message = {
        _messageType: 0,
        _actionType: 0,
        _actionName: action,
        _conversationId: conversationOf(ADD_IN),
        _correlationId: 7,
        _data: data,
        ...rest,
      };
      const before = posted.length;
      xdm.receive(JSON.stringify(message), 'https://localhost:2');
      await new Promise((resolve) => setTimeout(resolve, 1));
      return posted.slice(before);
    };
    const method = async (id: number, data: object = {}) => {
      const [{ reply }] = await ask('executeMethod', { DdaMethod: { DispatchId: id }, ...data });
      return reply._data as Record<string, unknown>;
    };
    return { xdm, host, posted, saved, ask, method };
  };

  it('answers its conversation, to the origin that asked', async () => {
    const { ask } = start();
    const [{ reply, targetOrigin }] = await ask('ContextActivationManager_getAppContextAsync', 'add-in');
    expect(targetOrigin).toBe('https://localhost:2');
    expect(reply).toMatchObject({ _correlationId: 7, _errorCode: 0, _messageType: 1, _responseType: 0 });
    expect(reply._data).toMatchObject({ _id: 'add-in', _appName: 16, _settings: [['key', '1']] });
  });

  it.each([
    ['another conversation', { _conversationId: 'other' }],
    ['an answer', { _messageType: 1 }],
  ])('ignores %s', async (_what, rest) => {
    expect(await start().ask('ContextActivationManager_getAppContextAsync', '', rest)).toEqual([]);
  });

  it.each(['{', 'null', '5', 7, { _messageType: 0 }])('ignores %j, which is no message of office.js', async (text) => {
    const { xdm, posted } = start();
    xdm.receive(text, 'https://localhost:2');
    await new Promise((resolve) => setTimeout(resolve, 1));
    expect(posted).toEqual([]);
  });

  it('passes requests on and answers with what came back, or with the number of the error', async () => {
    const { method, host } = start();
    const call = { ArrayData: ['', 'POST', 'ProcessQuery', [], EMPTY_QUERY, 0, 65] };
    expect(await method(93, call)).toEqual({
      Version: 1,
      Error: 0,
      Data: [200, [], JSON.stringify({ Results: [], TraceIds: [] })],
    });
    expect(host.log[0].flags).toBe(65);
    host.faults.failAt({ sync: 1 }, 'ActivityLimitReached');
    expect(await method(93, call)).toEqual({ Version: 1, Error: 5102 });
  });

  it('loads and saves settings, and says what it does not support', async () => {
    const { method, saved } = start();
    expect(await method(75)).toMatchObject({ Error: 0, Properties: { Settings: [{ Name: 'key', Value: '1' }] } });
    expect(await method(76, { DdaSettingsMethod: { Properties: [['key', '2']] } })).toMatchObject({ Error: 0 });
    expect(saved).toEqual([[['key', '2']]]);
    expect(await method(64)).toMatchObject({ Error: 5000 });
  });

  it('sends events to whoever registered, with the number of the registration', async () => {
    const { xdm, host, posted, ask } = start();
    const message = { messageCategory: 65_536, messageType: 10, targetId: 'sheet', message: '{}' };
    host.send([message]);
    expect(posted).toEqual([]);
    await ask('richApiMessage', null, { _actionType: 1, _correlationId: 3 });
    await ask('appCommandInvoked', null, { _actionType: 1, _correlationId: 4 });
    host.send([message]);
    xdm.invokeCommand('button', 'refreshPrices');
    expect(
      posted.slice(2).map(({ reply }) => [reply._actionName, reply._correlationId, reply._responseType, reply._data]),
    ).toEqual([
      ['richApiMessage', 3, 1, { ArrayData: [[65_536, 10, 'sheet', '{}', 0]] }],
      ['appCommandInvoked', 4, 1, ['button', 'refreshPrices', '{"source":{"id":"button"}}']],
    ]);
    await ask('richApiMessage', null, { _actionType: 2 });
    const before = posted.length;
    host.send([message]);
    xdm.dispose();
    host.send([message]);
    expect(posted).toHaveLength(before);
  });
});
