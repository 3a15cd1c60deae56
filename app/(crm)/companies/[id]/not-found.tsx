import { Building2 } from "lucide-react";
import { Missing } from "#components/ui/placeholders";

export default function CompanyMissing() {
  return <Missing of="companies" icon={Building2} list="/companies" />;
}
