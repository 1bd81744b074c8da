import { describeShape, HostCollection, HostObject } from '../../../../src/workbench/excel-host/richApi/hostObject';
import { ActionType, PathType } from '../../../../src/workbench/excel-host/richApi/messages';
import type { ProcessQuery, WireAction, WirePath } from '../../../../src/workbench/excel-host/richApi/messages';
import { invalidArgument, RichApiError } from '../../../../src/workbench/excel-host/richApi/richApiError';
import { RichApiHost } from '../../../../src/workbench/excel-host/richApi/richApiHost';

class Shelf extends HostObject {
  readonly shape = describeShape('Shelf', {
    scalars: ['label'],
    navigations: ['books', 'favourite'],
    events: ['Changed'],
  });
  label = 'top';
  readonly books = new BookCollection();

  get favourite(): Book | null {
    return null;
  }

  isSameAs(other: unknown, { nested }: { nested?: unknown } = {}): boolean[] {
    return [other === this, nested === this];
  }
}

class BookCollection extends HostCollection {
  readonly shape = describeShape('BookCollection', { isCollection: true, scalars: ['count'] });
  readonly all: Book[] = [];

  get count(): number {
    return this.all.length;
  }

  children(): Book[] {
    return this.all;
  }

  add(title: string): Book {
    if (title === '') invalidArgument();
    this.all.push(new Book(title));
    return this.all[this.all.length - 1];
  }

  getItem(title: string): Book {
    return this.all.find((book) => book.title === title) ?? invalidArgument();
  }
}

class Book extends HostObject {
  readonly shape = describeShape('Book', {
    scalars: ['pageCount', 'title'],
    scalarsOnRequest: ['review'],
    keepsReference: true,
  });
  readonly pageCount = 7;
  readonly review = Promise.resolve('long');
  private text: string;

  constructor(title: string) {
    super();
    this.text = title;
  }

  override identity() {
    return { Id: `book-${this.text}` };
  }

  get title(): string {
    return this.text;
  }

  set title(title: string) {
    this.text = title;
  }
}

const ROOT: WirePath = { Id: 1, ObjectPathType: PathType.root, Name: '' };
const BOOKS: WirePath = { Id: 2, ObjectPathType: PathType.property, Name: 'Books', ParentObjectPathId: 1 };

function added(id: number, title: string): WirePath {
  const call = { ParentObjectPathId: 2, ArgumentInfo: { Arguments: [title] } };
  return { Id: id, ObjectPathType: PathType.method, Name: 'Add', ...call };
}

function query(paths: WirePath[], actions: Omit<WireAction, 'Id'>[], rest: Partial<ProcessQuery> = {}): ProcessQuery {
  const ObjectPaths = Object.fromEntries([ROOT, BOOKS, ...paths].map((path) => [path.Id, path]));
  return { ObjectPaths, Actions: actions.map((action, index) => ({ Id: 100 + index, ...action })), ...rest };
}

async function answered(host: RichApiHost, request: ProcessQuery) {
  const answer = await host.answer(request);
  if (answer.kind === 'refused') throw new Error(`refused: ${answer.code}`);
  return answer.response;
}

describe('a request', () => {
  let shelf: Shelf;
  let host: RichApiHost;
  const values = async (request: ProcessQuery) => (await answered(host, request)).Results.map(({ Value }) => Value);

  beforeEach(() => {
    shelf = new Shelf();
    host = new RichApiHost({ root: shelf });
  });

  it('evaluates each path once, when its first action comes', async () => {
    const actions = [
      { ActionType: ActionType.instantiate, ObjectPathId: 3 },
      { ActionType: ActionType.setProperty, ObjectPathId: 3, Name: 'Title', ArgumentInfo: { Arguments: ['b'] } },
      { ActionType: ActionType.load, ObjectPathId: 3, QueryInfo: { Select: ['title'] } },
    ];
    expect(await values(query([added(3, 'a')], actions))).toEqual([
      { Id: 'book-a' },
      null,
      { Id: 'book-b', Title: 'b' },
    ]);
    expect(shelf.books.all).toHaveLength(1);
  });

  it('loads what was selected, in any case of letters, and the scalars when nothing was', async () => {
    shelf.books.add('a');
    const load = (Select?: string[]) => ({
      ActionType: ActionType.load,
      ObjectPathId: 2,
      QueryInfo: { Select },
    });
    expect(await values(query([], [load(['TITLE']), load(), load(['review', '*'])]))).toEqual([
      { _Items: [{ Id: 'book-a', _Index: 0, Title: 'a' }] },
      { Count: 1, _Items: [{ Id: 'book-a', _Index: 0, PageCount: 7, Title: 'a' }] },
      { Count: 1, _Items: [{ Id: 'book-a', _Index: 0, PageCount: 7, Title: 'a', Review: 'long' }] },
    ]);
  });

  it('follows navigations, pages collections and answers retrieve with the names of the API', async () => {
    for (const title of ['a', 'b', 'c']) shelf.books.add(title);
    const actions = [
      { ActionType: ActionType.load, ObjectPathId: 1, QueryInfo: { Select: ['label', 'books/title'], Expand: [] } },
      { ActionType: ActionType.load, ObjectPathId: 2, QueryInfo: { Select: ['title'], Skip: 1, Top: 1 } },
      { ActionType: ActionType.retrieve, ObjectPathId: 2, QueryInfo: { Select: ['pageCount'], Top: 1 } },
      { ActionType: ActionType.load, ObjectPathId: 2, QueryInfo: { Select: ['count'], Top: 1 } },
    ];
    const [whole, page, named, counted] = await values(query([], actions));
    expect(counted).toEqual({ Count: 3, _Items: [{ Id: 'book-a', _Index: 0 }] });
    expect(whole).toMatchObject({ Label: 'top', Books: { _Items: [{ Title: 'a' }, { Title: 'b' }, { Title: 'c' }] } });
    expect(page).toEqual({ _Items: [{ Id: 'book-b', _Index: 1, Title: 'b' }] });
    expect(named).toEqual({ items: [{ id: 'book-a', _Index: 0, pageCount: 7 }] });
  });

  it('is null for everything below a null object', async () => {
    const favourite = { Id: 3, ObjectPathType: PathType.property, Name: 'Favourite', ParentObjectPathId: 1 };
    const below = { Id: 4, ObjectPathType: PathType.method, Name: 'Anything', ParentObjectPathId: 3 };
    const actions = [
      { ActionType: ActionType.instantiate, ObjectPathId: 3 },
      { ActionType: ActionType.load, ObjectPathId: 4, QueryInfo: { Select: ['title'] } },
      { ActionType: ActionType.method, ObjectPathId: 4, Name: 'Delete' },
      { ActionType: ActionType.setProperty, ObjectPathId: 4, Name: 'Title', ArgumentInfo: { Arguments: ['x'] } },
    ];
    expect(await values(query([favourite, below], actions))).toEqual([
      null,
      null,
      { _IsNull: true },
      { _IsNull: true },
    ]);
  });

  it('finds objects in arguments, beside them and inside objects', async () => {
    const call = {
      ActionType: ActionType.method,
      ObjectPathId: 1,
      Name: 'IsSameAs',
      ArgumentInfo: { Arguments: [1, { nested: { _ObjectPathId: 1 } }], ReferencedObjectPathIds: [1, 0] },
    };
    expect(await values(query([], [call]))).toEqual([[true, true]]);
    const literal = { ...call, ArgumentInfo: { Arguments: [1], ReferencedObjectPathIds: [0] } };
    expect(await values(query([], [literal]))).toEqual([[false, false]]);
  });

  it('updates several properties, and reports traces', async () => {
    const actions = [
      { ActionType: ActionType.update, ObjectPathId: 3, ObjectState: { title: 'renamed' } },
      { ActionType: ActionType.trace, ObjectPathId: 0 },
    ];
    const response = await answered(host, query([added(3, 'a')], actions));
    expect(shelf.books.all[0].title).toBe('renamed');
    expect(response.TraceIds).toEqual([101]);
  });

  it('keeps references until they are released', async () => {
    const keep = [
      { ActionType: ActionType.instantiate, ObjectPathId: 3 },
      { ActionType: ActionType.instantiate, ObjectPathId: 1 },
    ];
    const [book, root] = await values(query([added(3, 'a')], keep, { AutoKeepReference: true }));
    expect(book).toEqual({ Id: 'book-a', _ReferenceId: 'reference-1' });
    expect(root).toEqual({});
    const again = { Id: 4, ObjectPathType: PathType.reference, Name: 'reference-1' };
    const rename = {
      ActionType: ActionType.setProperty,
      ObjectPathId: 4,
      Name: 'Title',
      ArgumentInfo: { Arguments: ['b'] },
    };
    const release = { Name: '_RemoveReference', ArgumentInfo: { Arguments: ['reference-1'] } };
    await answered(host, query([again], [rename, { ActionType: ActionType.method, ObjectPathId: 1, ...release }]));
    expect(shelf.books.all[0].title).toBe('b');
    expect(host.referencesHeld).toBe(0);
    expect((await answered(host, query([again], [rename]))).Error?.Code).toBe('InvalidReference');
  });

  it('stops at the first failure, says where, and keeps what was done before', async () => {
    const actions = [3, 4, 5].map((path) => ({ ActionType: ActionType.instantiate, ObjectPathId: path }));
    const response = await answered(host, query([added(3, 'a'), added(4, ''), added(5, 'c')], actions));
    expect(response.Results.map(({ ActionId }) => ActionId)).toEqual([100]);
    expect(response.Error).toMatchObject({ Code: 'InvalidArgument', ActionIndex: 1, HttpStatusCode: 400 });
    expect(shelf.books.all.map(({ title }) => title)).toEqual(['a']);
  });

  it.each([
    [
      'an unknown load name',
      { ActionType: ActionType.load, ObjectPathId: 1, QueryInfo: { Select: ['lable'] } },
      'Shelf.lable',
    ],
    ['an unknown method', { ActionType: ActionType.method, ObjectPathId: 1, Name: 'Burn' }, 'Shelf.burn()'],
    [
      'an unknown property',
      { ActionType: ActionType.setProperty, ObjectPathId: 1, Name: 'Colour', ArgumentInfo: { Arguments: [1] } },
      'Shelf.colour',
    ],
    [
      'an event that is never sent',
      { ActionType: ActionType.method, ObjectPathId: 1, Name: '_RegisterBurnedEvent' },
      'Shelf event Burned',
    ],
    ['an unknown action', { ActionType: 6, ObjectPathId: 1 }, 'Action type 6'],
  ])('refuses %s by name', async (_what, action, name) => {
    const { Error } = await answered(host, query([], [action]));
    expect(Error?.Code).toBe('NotImplementedInTestHost');
    expect(Error?.Message).toContain(name);
  });

  it('takes the registration of an event that is sent', async () => {
    const register = { ActionType: ActionType.method, ObjectPathId: 1, Name: '_RegisterChangedEvent' };
    expect(await values(query([], [register]))).toEqual([null]);
  });

  it('refuses to set a property that can only be read', async () => {
    const set = {
      ActionType: ActionType.setProperty,
      ObjectPathId: 3,
      Name: 'PageCount',
      ArgumentInfo: { Arguments: [1] },
    };
    const { Error } = await answered(host, query([added(3, 'a')], [set]));
    expect(Error).toMatchObject({ Code: 'InvalidArgument', Message: 'Book.pageCount is read-only' });
  });

  it('never passes off a fault of its own as a refusal of Excel', async () => {
    jest.spyOn(shelf.books, 'add').mockImplementation(() => {
      throw new TypeError('oops');
    });
    const response = await answered(
      host,
      query([added(3, 'a')], [{ ActionType: ActionType.instantiate, ObjectPathId: 3 }]),
    );
    expect(response.Error?.Code).toBe('GeneralException');
    expect(response.Error?.Message).toMatch(/^Fault of the host itself: TypeError: oops/);
  });

  it('asks the gate before it loads, sets or calls', async () => {
    const gated = new RichApiHost({
      root: shelf,
      gate: (className, member) => {
        if (member.toLowerCase() === 'title') throw new RichApiError('ApiNotFound', `${className}.${member}`);
      },
    });
    const load = { ActionType: ActionType.load, ObjectPathId: 3, QueryInfo: { Select: ['Title'] } };
    const set = {
      ActionType: ActionType.setProperty,
      ObjectPathId: 3,
      Name: 'Title',
      ArgumentInfo: { Arguments: ['b'] },
    };
    for (const action of [load, set]) {
      expect((await answered(gated, query([added(3, 'a')], [action]))).Error?.Code).toBe('ApiNotFound');
    }
    expect(shelf.books.all.map(({ title }) => title)).toEqual(['a', 'a']);
  });

  it('is answered in the order of arrival, one at a time', async () => {
    const order: string[] = [];
    host.beforeRequest = async ({ number }) => {
      order.push(`start ${number}`);
      await new Promise((resolve) => setTimeout(resolve, number === 1 ? 10 : 0));
      order.push(`end ${number}`);
    };
    await Promise.all([host.answer(query([], [])), host.answer(query([], []))]);
    expect(order).toEqual(['start 1', 'end 1', 'start 2', 'end 2']);
  });

  it('leaves a record', async () => {
    const actions = [3, 4].map((path) => ({ ActionType: ActionType.instantiate, ObjectPathId: path }));
    await host.answer(query([added(3, 'a'), added(4, '')], actions), { flags: 65 });
    const message = 'The argument is invalid or missing or has an incorrect format.';
    expect(host.log).toEqual([
      {
        number: 1,
        flags: 65,
        actions: ['BookCollection.add', 'BookCollection.add'],
        error: { code: 'InvalidArgument', action: 'BookCollection.add', message },
      },
    ]);
  });
});

describe('planned faults', () => {
  const threeBooks = query(
    [added(3, 'a'), added(4, 'b'), added(5, 'c')],
    [3, 4, 5].map((path) => ({ ActionType: ActionType.instantiate, ObjectPathId: path })),
  );
  const titles = (shelf: Shelf) => shelf.books.all.map(({ title }) => title);

  it.each([
    [1, 'before', []],
    [2, 'before', ['a']],
    [2, 'after', ['a', 'b']],
    [3, 'after', ['a', 'b', 'c']],
  ] as const)('at action %i %s the work leaves %j', async (action, when, left) => {
    const shelf = new Shelf();
    const host = new RichApiHost({ root: shelf });
    host.faults.failAt({ action }, 'GeneralException', { when });
    const response = await answered(host, threeBooks);
    expect(response.Error).toMatchObject({ Code: 'GeneralException', ActionIndex: action - 1 });
    expect(titles(shelf)).toEqual(left);
  });

  it.each([
    ['before', []],
    ['after', ['a', 'b', 'c']],
  ] as const)('of a whole request %s its work leaves %j', async (when, left) => {
    const shelf = new Shelf();
    const host = new RichApiHost({ root: shelf });
    host.faults.failAt({ sync: 1 }, 'ActivityLimitReached', { when });
    expect(await host.answer(threeBooks)).toMatchObject({ kind: 'refused', code: 'ActivityLimitReached' });
    expect(titles(shelf)).toEqual(left);
  });

  it('count from when they are planned, strike once and can be taken back', async () => {
    const host = new RichApiHost({ root: new Shelf() });
    await host.answer(threeBooks);
    expect(host.faults.seen).toEqual({ action: 3, sync: 1 });
    host.faults.failAt({ sync: 2 }, 'InvalidOrTimedOutSession');
    host.faults.failAt({ action: 4 }, 'GeneralException');
    expect((await answered(host, threeBooks)).Error).toBeUndefined();
    expect((await host.answer(threeBooks)).kind).toBe('refused');
    expect((await answered(host, threeBooks)).Error?.ActionIndex).toBe(0);
    host.faults.failAt({ action: 1 }, 'GeneralException');
    host.faults.clear();
    expect((await answered(host, threeBooks)).Error).toBeUndefined();
  });
});
