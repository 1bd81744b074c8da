import { Button, Combobox, Field, Input, Option } from '@fluentui/react-components';
import { defaultText, unitOf } from '../../functions/argumentTexts';
import type { ArgumentDefinition } from '../../functions/definition';
import { useInsertStyles } from './insertStyles';
import { matchingOptions, type PickerOption } from './pickerOptions';
import type { FormField } from './useFunctionForm';

interface ArgumentFieldProps {
  readonly field: FormField;
  /** The person asked to insert: what is missing is said. */
  readonly isAsked: boolean;
  readonly onType: (text: string) => void;
  readonly onTakeSelection: () => void;
}

/** A longer list is slow to draw, and is narrowed by typing. */
const SHOWN_OPTIONS = 40;

/** One argument: what it is, where it is typed or chosen, and what is wrong with it. */
export function ArgumentField({ field, isAsked, onType, onTakeSelection }: ArgumentFieldProps) {
  const styles = useInsertStyles();
  const { argument, typed, options } = field;
  const message = messageOf(field, isAsked);
  return (
    <Field
      label={argument.name}
      required={!argument.optional}
      hint={hintOf(argument)}
      validationMessage={message?.text}
      validationState={message?.state ?? 'none'}
    >
      {(control) => (
        <div className={styles.fieldLine}>
          {options ? (
            <Picker {...control} argument={argument} typed={typed} options={options} onType={onType} />
          ) : (
            <Input
              {...control}
              className={styles.narrow}
              input={{ className: styles.narrow }}
              value={typed}
              placeholder={placeholderOf(argument)}
              onChange={(_event, { value }) => onType(value)}
            />
          )}
          <Button
            className={styles.take}
            size="small"
            title="Use the cells that are selected in the sheet"
            aria-label={`Use cell for ${argument.name}`}
            onClick={onTakeSelection}
          >
            Use cell
          </Button>
        </div>
      )}
    </Field>
  );
}

interface PickerProps {
  readonly argument: ArgumentDefinition;
  readonly typed: string;
  readonly options: readonly PickerOption[];
  readonly onType: (text: string) => void;
}

/** A list to search by typing; anything else may be typed as well. */
function Picker({ argument, typed, options, onType, ...control }: PickerProps) {
  const styles = useInsertStyles();
  // of several names only the last one is being typed
  const before = argument.kind === 'block' ? typed.slice(0, typed.lastIndexOf(';') + 1) : '';
  const isChosen = options.some(({ name }) => name === typed);
  const matching = matchingOptions(options, typed.slice(before.length));
  // what was chosen can be changed for any other
  const found = isChosen ? [...new Set([...matching, ...options])] : matching;
  return (
    <Combobox
      {...control}
      className={styles.narrow}
      listbox={{ className: styles.options }}
      positioning={{ autoSize: 'width' }}
      input={{ className: styles.narrow }}
      expandIcon={{ tabIndex: -1 }} // the arrow keys open the list from the field itself
      freeform
      value={typed}
      selectedOptions={isChosen ? [typed] : []}
      placeholder={placeholderOf(argument)}
      onChange={(event) => onType(event.target.value)}
      onOptionSelect={(_event, { optionValue }) =>
        optionValue && onType(before === '' ? optionValue : `${before} ${optionValue}`)
      }
    >
      {found.slice(0, SHOWN_OPTIONS).map(({ name, about }) => (
        <Option key={name} value={name} text={name}>
          <span className={styles.option}>
            {name}
            {about && <span className={styles.optionAbout}>{about}</span>}
          </span>
        </Option>
      ))}
      {found.length === 0 && (
        <Option key="none" value="" text={typed} disabled>
          Nothing in the list matches: it is used as typed
        </Option>
      )}
    </Combobox>
  );
}

function hintOf(argument: ArgumentDefinition): string {
  const unit = argument.kind === 'number' || argument.kind === 'block' ? unitOf(argument) : '';
  const facts = [unit, argument.kind === 'block' ? rangeOrValues(argument) : ''].filter((fact) => fact !== '');
  const description = argument.description.replace(', in quotes', ''); // the form writes them
  return facts.length === 0 ? description : `${description} (${facts.join('; ')})`;
}

/** A table of several columns cannot be typed into one field. */
function rangeOrValues({ holds }: Extract<ArgumentDefinition, { kind: 'block' }>): string {
  return holds.startsWith('a price table') ? 'a range' : 'a range, or values with ; between them';
}

function placeholderOf(argument: ArgumentDefinition): string {
  const standard = defaultText(argument);
  if (standard) return standard;
  const example = argument.example?.replace(/^"(.*)"$/, '$1');
  return example && !example.startsWith('{') ? `such as ${example}` : '';
}

function messageOf({ argument, entry, typed }: FormField, isAsked: boolean) {
  if (entry.kind === 'problem') return { state: 'error', text: entry.sentence } as const;
  if (entry.kind === 'missing') return isAsked ? ({ state: 'error', text: entry.sentence } as const) : undefined;
  const couldBeText = argument.kind !== 'number' && argument.kind !== 'date' && argument.kind !== 'block';
  if (entry.kind !== 'reference' || !couldBeText || typed.trim().startsWith('=')) return undefined;
  return { state: 'none', text: `Read as the cell ${entry.text}. For this text itself, type it in quotes.` } as const;
}
