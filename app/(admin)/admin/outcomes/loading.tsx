import { LoadingList } from "#components/ui/loading";

export default function Loading() {
  return <LoadingList rows={5} />;
}
