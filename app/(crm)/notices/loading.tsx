export { LoadingList as default } from "#components/ui/placeholders";
