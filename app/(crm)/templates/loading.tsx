import { LoadingList } from "#components/ui/placeholders";

export default function Loading() {
  return <LoadingList rows={5} />;
}
