export { AllWords as default } from "#components/shell/all-words";
