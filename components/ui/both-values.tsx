import { Button } from "./button";

interface Way {
  label: string;
  onClick: () => void;
}

interface BothValuesProps {
  /** What has happened. */
  text: string;
  theirs: { title: string; words: string };
  mine: { title: string; words: string };
  keepTheirs: Way;
  useMine: Way;
  /** Where a field has room for both. */
  keepBoth?: Way;
}

/** Two people wrote into one field: both are shown, and the one who came second chooses. */
export function BothValues(props: BothValuesProps) {
  const { text, theirs, mine, keepTheirs, useMine, keepBoth } = props;
  return (
    <div
      role="alert"
      className="flex flex-col gap-3 rounded-lg border border-ringing bg-ringing-soft p-3"
    >
      <p className="text-sm">{text}</p>
      <dl className="flex flex-col gap-2">
        {[theirs, mine].map(({ title, words }, index) => (
          <div key={index} className="rounded-md bg-surface px-3 py-2">
            <dt className="text-xs text-ink-soft">{title}</dt>
            <dd className="break-words whitespace-pre-wrap">{words}</dd>
          </div>
        ))}
      </dl>
      <div className="flex flex-wrap gap-2">
        {keepBoth && (
          <Button size="sm" variant="primary" onClick={keepBoth.onClick}>
            {keepBoth.label}
          </Button>
        )}
        <Button size="sm" onClick={useMine.onClick}>
          {useMine.label}
        </Button>
        <Button size="sm" onClick={keepTheirs.onClick}>
          {keepTheirs.label}
        </Button>
      </div>
    </div>
  );
}
