import type { RichApi } from '../excel-host/richApi/richApiHost';
import type { SettingsPort } from '../excel-host/xdmHost';

type Messages = Parameters<Parameters<RichApi['onMessages']>[0]>[0];

/** Stands in for the host while the grid is still loading, so that the add-in's frame can start at once. */
export class LateHost implements RichApi {
  readonly settings: SettingsPort = {
    load: () => this.document?.load() ?? [], // a new workbook has none
    save: (settings) => this.document?.save(settings),
  };
  private readonly real: Promise<RichApi>;
  private document: SettingsPort | undefined;
  private fileNow: () => Promise<Uint8Array> = () => Promise.reject(new Error('There is no workbook yet'));
  private connectReal: (host: RichApi) => void = () => {};

  constructor() {
    this.real = new Promise((resolve) => (this.connectReal = resolve));
  }

  connect(host: RichApi, document: SettingsPort, file: () => Promise<Uint8Array>): void {
    this.document = document;
    this.fileNow = file;
    this.connectReal(host);
  }

  /** The workbook as an .xlsx file. */
  async file(): Promise<Uint8Array> {
    await this.real;
    return this.fileNow();
  }

  async answer(...request: Parameters<RichApi['answer']>): ReturnType<RichApi['answer']> {
    return (await this.real).answer(...request);
  }

  onMessages(listener: (messages: Messages) => void): () => void {
    let stopped = false;
    let stop = () => {
      stopped = true;
    };
    void this.real.then((host) => {
      if (!stopped) stop = host.onMessages(listener);
    });
    return () => stop();
  }
}
