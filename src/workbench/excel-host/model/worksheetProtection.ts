import { describeShape, HostObject } from '../richApi/hostObject';
import { invalidArgument, invalidOperation } from '../richApi/richApiError';

const SHAPE = describeShape('WorksheetProtection', { scalars: ['protected'] });

export class WorksheetProtection extends HostObject {
  readonly shape = SHAPE;
  protected: boolean = false;
  private password: string | undefined;

  protect(_options?: unknown, password?: string): void {
    if (this.protected) invalidOperation('The sheet is protected already.');
    this.protected = true;
    this.password = password;
  }

  unprotect(password?: string): void {
    if (this.protected && this.password !== undefined && this.password !== password) invalidArgument();
    this.protected = false;
  }
}
