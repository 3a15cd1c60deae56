import { usePersonName } from "#components/live/live-provider";
import { splitMentions } from "#lib/notices/mention-text";

interface MentionedTextProps {
  text: string;
  mentions: readonly { userId: string; name: string }[];
}

/** A text in which the names of colleagues stand out; whoever is called otherwise today is so on hover. */
export function MentionedText({ text, mentions }: MentionedTextProps) {
  const personName = usePersonName();
  const pieces = splitMentions(
    text,
    mentions.map(({ name }) => name),
  );
  return pieces.map((piece, index) => {
    if (!piece.isMention) return piece.text;
    const named = mentions.find(
      ({ name }) => name.toLowerCase() === piece.text.slice(1).toLowerCase(),
    );
    return (
      <span
        key={index}
        title={personName(named?.userId ?? null) ?? undefined}
        className="rounded bg-accent-soft px-0.5 font-medium text-accent"
      >
        {piece.text}
      </span>
    );
  });
}
