// Fluent's button with our weights and our small size: only the primary one is heavy, a row's button is 28 px high.

import { Button as FluentButton, type ButtonProps as FluentButtonProps } from "@fluentui/react-components";
import type { Ref } from "react";
import styles from "./Button.module.css";

export type ButtonProps = FluentButtonProps & { ref?: Ref<HTMLButtonElement> };

export function Button({ appearance = "outline", size = "medium", className, ...rest }: ButtonProps) {
  return (
    <FluentButton
      appearance={appearance}
      size={size}
      data-appearance={appearance}
      data-size={size}
      className={className === undefined ? styles.button : `${styles.button} ${className}`}
      {...(rest as object)}
    />
  );
}
