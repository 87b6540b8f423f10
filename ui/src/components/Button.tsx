// Fluent's button with our weights and our small size: only the primary one is heavy, a row's button is 28 px high.

import { type ButtonProps, Button as FluentButton } from "@fluentui/react-components";
import styles from "./Button.module.css";

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
