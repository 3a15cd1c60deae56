export { LoadingCard as default } from "#components/ui/placeholders";
