import { Badge } from "#components/ui/badge";

export function Tags({ tags }: { tags: { id: string; name: string }[] }) {
  return (
    <ul className="flex flex-wrap gap-1">
      {tags.map(({ id, name }) => (
        <li key={id}>
          <Badge tone="accent">{name}</Badge>
        </li>
      ))}
    </ul>
  );
}
