import { describeShape, HostObject } from '../richApi/hostObject';
import { invalidArgument, invalidOperation, RichApiError } from '../richApi/richApiError';

abstract class Protection extends HostObject {
  protected: boolean = false;
  private password: string | undefined;

  unprotect(password?: string): void {
    if (this.protected && this.password !== undefined && this.password !== password) invalidArgument();
    this.protected = false;
  }

  /** Called before everything that protection forbids. */
  check(): void {
    if (this.protected) throw new RichApiError('AccessDenied', `Not allowed by ${this.shape.type}`);
  }

  protected switchOn(password: string | undefined): void {
    if (this.protected) invalidOperation(`${this.shape.type} is on already.`);
    this.protected = true;
    this.password = password;
  }
}

/** Of a sheet's cells; single cells cannot be left unlocked here. */
export class WorksheetProtection extends Protection {
  readonly shape = describeShape('WorksheetProtection', { scalars: ['protected'] });

  protect(_options?: unknown, password?: string): void {
    this.switchOn(password);
  }
}

/** Of the workbook's structure: which sheets there are and what they are called. */
export class WorkbookProtection extends Protection {
  readonly shape = describeShape('WorkbookProtection', { scalars: ['protected'] });

  protect(password?: string): void {
    this.switchOn(password);
  }
}
