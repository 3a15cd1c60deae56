import { buttonLooks } from "../ui/button-looks";

/** A whole page that says one thing, and the way out: a plain link, which still works where scripts have failed. */
export function NoticePage(props: {
  title: string;
  text: string;
  home: string;
  retry?: { label: string; onClick: () => void };
}) {
  return (
    <main className="flex min-h-[70vh] flex-col items-center justify-center gap-3 p-6 text-center">
      <h1 className="text-xl font-semibold">{props.title}</h1>
      <p className="max-w-md text-ink-soft">{props.text}</p>
      <div className="mt-2 flex gap-2">
        {props.retry && (
          <button
            type="button"
            className={buttonLooks({ variant: "primary" })}
            onClick={props.retry.onClick}
          >
            {props.retry.label}
          </button>
        )}
        <a href="/contacts" className={buttonLooks()}>
          {props.home}
        </a>
      </div>
    </main>
  );
}
