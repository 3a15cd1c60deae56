import type { ReactNode } from "react";

interface FormProps {
  onSubmit: (form: FormData) => void;
  children: ReactNode;
}

/** Not a form action: React would empty the fields after each try, refused ones too. */
export function Form({ onSubmit, children }: FormProps) {
  return (
    <form
      noValidate
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit(new FormData(event.currentTarget));
      }}
    >
      {children}
    </form>
  );
}
