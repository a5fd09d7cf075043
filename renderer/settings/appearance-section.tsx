import type { Preferences } from '../../shared/contract.ts';
import { setPreferences, usePreferences } from '../state/preferences.ts';
import { Field, Select, Switch } from '../ui/field.tsx';
import { Section } from './section.tsx';

const THEMES: readonly { value: Preferences['theme']; label: string }[] = [
  { value: 'system', label: 'As the system' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
];

const DIFFS: readonly { value: Preferences['diffLayout']; label: string }[] = [
  { value: 'split', label: 'Side by side' },
  { value: 'unified', label: 'One column' },
];

const SIZES = [11, 12, 13, 14, 15, 16, 18, 20, 22, 24].map((size) => ({ value: String(size), label: `${size} px` }));

/** What belongs to this device. */
export function AppearanceSection() {
  const { theme, diffLayout, fontSize, wrap, lineNumbers, spellcheck } = usePreferences((state) => state.preferences);
  const sizes = SIZES.some(({ value }) => value === String(fontSize))
    ? SIZES
    : [{ value: String(fontSize), label: `${fontSize} px` }, ...SIZES];
  return (
    <Section title="Appearance" about="Only on this device.">
      <Field label="Theme">
        <Select value={theme} options={THEMES} onValueChange={(next) => setPreferences({ theme: next })} />
      </Field>
      <Field label="Text size in the editor">
        <Select
          value={String(fontSize)}
          options={sizes}
          onValueChange={(size) => setPreferences({ fontSize: Number(size) })}
        />
      </Field>
      <Field label="Comparing versions">
        <Select value={diffLayout} options={DIFFS} onValueChange={(next) => setPreferences({ diffLayout: next })} />
      </Field>
      <Switch
        label="Wrap long lines in the editor"
        checked={wrap}
        onCheckedChange={(next) => setPreferences({ wrap: next })}
      />
      <Switch
        label="Show line numbers in the editor"
        checked={lineNumbers}
        onCheckedChange={(next) => setPreferences({ lineNumbers: next })}
      />
      <Switch
        label="Check spelling as I type, but not inside template tags"
        checked={spellcheck}
        onCheckedChange={(next) => setPreferences({ spellcheck: next })}
      />
    </Section>
  );
}
