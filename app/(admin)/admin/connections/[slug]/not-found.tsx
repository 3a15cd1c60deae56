import { Unplug } from "lucide-react";
import { Missing } from "#components/ui/placeholders";

export default function ConnectionMissing() {
  return <Missing of="connections" icon={Unplug} list="/admin/connections" />;
}
