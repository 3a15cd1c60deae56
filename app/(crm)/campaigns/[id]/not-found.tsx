import { Megaphone } from "lucide-react";
import { Missing } from "#components/ui/placeholders";

export default function CampaignMissing() {
  return <Missing of="campaigns" icon={Megaphone} list="/campaigns" />;
}
