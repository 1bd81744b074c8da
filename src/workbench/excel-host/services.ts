import { describeShape, HostObject } from './richApi/hostObject';

/** The page's custom-functions runtime talks to this object, which office.js makes by its server name. */
interface FunctionsListener {
  /** The runtime is up and takes invocations. */
  ready(): void;
  results(rows: unknown[][]): void;
}

export interface ServiceOptions {
  readonly functions: FunctionsListener;
  /** Feature numbers of the runtime. */
  readonly features: readonly number[];
  /** The add-in shows or hides its pane: 'Visible' or 'Background'. */
  onPaneState(state: string): void;
}

/** 200 ms instead of 500 ms between two deliveries of results. */
export const SHORTER_RESULT_INTERVAL = 2;

/** Server-side objects beside the workbook, by the name under which office.js asks for them. */
export function createServices(options: ServiceOptions): Record<string, () => HostObject> {
  const customFunctions = new CustomFunctionsService(options);
  const addinInternal = new AddinInternalService();
  const appRuntime = new AppRuntimeService(options);
  const persistence = new AppRuntimePersistenceService();
  return {
    'Microsoft.ExcelServices.CustomFunctions': () => customFunctions,
    'Microsoft.InternalService.AddinInternalService': () => addinInternal,
    'Microsoft.AppRuntime.AppRuntimeService': () => appRuntime,
    'Microsoft.AppRuntime.AppRuntimePersistenceService': () => persistence,
    'Microsoft.DynamicRibbon.DynamicRibbon': () => new DynamicRibbon(),
  };
}

class CustomFunctionsService extends HostObject {
  readonly shape = describeShape('CustomFunctions');

  constructor(private readonly options: ServiceOptions) {
    super();
  }

  setInvocationArrayResults(rows: unknown[][]): void {
    this.options.functions.results(rows);
  }

  _SetOsfControlContainerReadyForCustomFunctions(): void {
    this.options.functions.ready();
  }

  _GetEnabledFeatures(): readonly number[] {
    return this.options.features;
  }
}

class AddinInternalService extends HostObject {
  readonly shape = describeShape('AddinInternalService');

  notifyActionHandlerReady(): void {}
}

class AppRuntimeService extends HostObject {
  readonly shape = describeShape('AppRuntimeService');
  private state = 'Visible';

  constructor(private readonly options: ServiceOptions) {
    super();
  }

  getAppRuntimeState(): string {
    return this.state;
  }

  setAppRuntimeState(state: string): void {
    this.state = state;
    this.options.onPaneState(state);
  }
}

/** Whether the runtime starts with the document. */
class AppRuntimePersistenceService extends HostObject {
  readonly shape = describeShape('AppRuntimePersistenceService');
  private state = 'Inactive';

  getAppRuntimeStartState(): string {
    return this.state;
  }

  setAppRuntimeStartState(state: string): void {
    this.state = state;
  }
}

/** There is no ribbon here; what the add-in asks of it is accepted. */
class DynamicRibbon extends HostObject {
  readonly shape = describeShape('DynamicRibbon');

  executeRequestUpdate(): void {}
}
