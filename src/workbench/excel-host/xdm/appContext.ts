/** What the add-in learns about its host at the start. */
export interface AddInIdentity {
  /** Of the add-in, as in its manifest. */
  readonly id: string;
  readonly name: string;
  /** "en-US" */
  readonly locale: string;
  readonly documentUrl: string;
  readonly sets: Readonly<Record<string, string>>;
}

const EXCEL_ON_THE_WEB = 16;
const READ_WRITE = 1;
const TASK_PANE = 1;
const SHOWN_AS_PANE = 2;
const SHARED_RUNTIME = 1;
const CUSTOM_FUNCTIONS = 2;

/** The answer to `getAppContextAsync`. */
export function appContext(addIn: AddInIdentity, settings: Iterable<readonly [string, string]>) {
  return {
    _id: addIn.id,
    _appName: EXCEL_ON_THE_WEB,
    _appVersion: '16.00',
    _appMinorVersion: 0,
    _appUILocale: addIn.locale,
    _dataLocale: addIn.locale,
    _docUrl: addIn.documentUrl,
    _clientMode: READ_WRITE,
    _settings: [...settings],
    _reason: 'documentOpened',
    _osfControlType: TASK_PANE,
    _eToken: '',
    _correlationId: addIn.id,
    _appInstanceId: addIn.id,
    _requirementMatrix: JSON.stringify(addIn.sets),
    _hostFullVersion: '16.0.0.0',
    _hostCustomMessage: '',
    _addinName: addIn.name,
    _appDomains: [],
    _dialogRequirementMatrix: '',
    _featureGates: {},
    _initialDisplayMode: SHOWN_AS_PANE,
  };
}

/**
 * The handshake, carried by the frame's name so that the add-in's own address stays untouched. It has to be set before
 * the frame is inserted.
 */
export function frameName(addIn: AddInIdentity, hostOrigin: string): string {
  const flags = SHARED_RUNTIME | CUSTOM_FUNCTIONS;
  const hostInfo = ['Excel', 'Web', '16.00', addIn.locale, addIn.id, '', 'disableLogging', flags].join('$');
  return JSON.stringify({
    baseFrameName: `frame-${addIn.id}`,
    hostInfo,
    xdmInfo: [conversationOf(addIn), addIn.id, hostOrigin].join('|'),
    serializerVersion: '1',
    flights: '[]',
  });
}

export function conversationOf({ id }: AddInIdentity): string {
  return `${id}-conversation`;
}
